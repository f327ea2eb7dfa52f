using Billing.Functions.Tests.Support;
using Billing.TopUps;
using Billing.TopUps.Gateways.VnPay;

namespace Billing.Functions.Tests.TopUps.Gateways.VnPay;

public sealed class VnPayCodesTests
{
    [Theory]
    [InlineData("00", "00", "14600001", typeof(PaymentResult.Paid))]
    [InlineData("00", "00", "0", typeof(PaymentResult.Doubtful))]
    [InlineData("00", "00", "", typeof(PaymentResult.Doubtful))]
    [InlineData("00", "00", "12a", typeof(PaymentResult.Doubtful))]
    [InlineData("24", "02", "0", typeof(PaymentResult.Declined))]
    [InlineData("51", "02", "0", typeof(PaymentResult.Declined))]
    [InlineData("00", "02", "14600001", typeof(PaymentResult.Doubtful))]
    [InlineData("24", "00", "14600001", typeof(PaymentResult.Doubtful))]
    [InlineData("07", "00", "14600001", typeof(PaymentResult.Doubtful))]
    [InlineData("00", "07", "14600001", typeof(PaymentResult.Doubtful))]
    [InlineData("99", "04", "14600001", typeof(PaymentResult.Doubtful))]
    [InlineData("00", "01", "14600001", typeof(PaymentResult.Unfinished))]
    [InlineData("", "", "14600001", typeof(PaymentResult.Doubtful))]
    public void Both_codes_of_a_notice_count(string response, string status, string transaction, Type verdict) =>
        Assert.IsType(verdict, VnPayCodes.Judge(new(response, status), SomeTopUp.Paid, transaction, null));

    [Theory]
    [InlineData("00", "01", typeof(PaymentResult.Paid))]
    [InlineData("00", "02", typeof(PaymentResult.Doubtful))]
    [InlineData("01", "01", typeof(PaymentResult.Unfinished))]
    [InlineData("02", "01", typeof(PaymentResult.Declined))]
    [InlineData("04", "01", typeof(PaymentResult.Doubtful))]
    [InlineData("05", "01", typeof(PaymentResult.Doubtful))]
    [InlineData("07", "01", typeof(PaymentResult.Doubtful))]
    [InlineData("", "01", typeof(PaymentResult.Doubtful))]
    public void An_answer_is_judged_by_status_and_type(string status, string type, Type verdict) =>
        Assert.IsType(verdict, VnPayCodes.JudgeStatus(status, type, new(SomeTopUp.Paid, "14600001", null)));
}

using System.Net;
using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Gateways;
using Billing.TopUps.Gateways.VnPay;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.TopUps.Gateways.VnPay;

public sealed class VnPayRefundTests
{
    private static readonly string[] Hashed =
    [
        "vnp_ResponseId", "vnp_Command", "vnp_ResponseCode", "vnp_Message", "vnp_TmnCode", "vnp_TxnRef", "vnp_Amount",
        "vnp_BankCode", "vnp_PayDate", "vnp_TransactionNo", "vnp_TransactionType", "vnp_TransactionStatus",
        "vnp_OrderInfo",
    ];

    private static readonly TopUp Paid = SomeTopUp.TopUp(TopUpStatus.Success);

    /// <summary>Only what is certain is certain: a duplicate may be another order's.</summary>
    [Theory]
    [InlineData("00", "05", "accepted")]
    [InlineData("00", "06", "accepted")]
    [InlineData("00", "09", "refused")]
    [InlineData("02", "", "refused")]
    [InlineData("04", "", "refused")]
    [InlineData("13", "", "refused")]
    [InlineData("91", "", "refused")]
    [InlineData("93", "", "refused")]
    [InlineData("95", "", "refused")]
    [InlineData("94", "", "unanswered")]
    [InlineData("98", "", "unanswered")]
    [InlineData("99", "", "unanswered")]
    public void A_code_says_whether_money_goes_back(string code, string status, string expected) =>
        Assert.Equal(expected, Word(Refund().Read(Answer(code, status))));

    [Fact]
    public void An_answer_that_is_not_signed_or_about_another_payment_says_nothing()
    {
        Assert.Equal("unanswered", Word(Refund().Read(Answer("00", "05", secret: "another"))));
        Assert.Equal("unanswered", Word(Refund().Read(Answer("00", "05", reference: "01KAN0000000000000000000T9"))));
        Assert.Equal("unanswered", Word(Refund().Read(JsonSerializer.SerializeToElement(1))));
    }

    [Fact]
    public void The_request_is_signed_over_its_values_in_order_and_names_whole_or_part()
    {
        var (whole, part) = (Refund().Body, Refund(Amount.OfMinor(1_000, Currency.Vnd)).Body);

        Assert.Equal(("02", "50000000"), (whole["vnp_TransactionType"], whole["vnp_Amount"]));
        Assert.Equal(("03", "100000"), (part["vnp_TransactionType"], part["vnp_Amount"]));
        string[] order =
        [
            "vnp_RequestId", "vnp_Version", "vnp_Command", "vnp_TmnCode", "vnp_TransactionType", "vnp_TxnRef",
            "vnp_Amount", "vnp_TransactionNo", "vnp_TransactionDate", "vnp_CreateBy", "vnp_CreateDate", "vnp_IpAddr",
            "vnp_OrderInfo",
        ];
        var piped = string.Join('|', order.Select(name => part[name]));
        Assert.Equal(VnPaySignature.Sign(SomeTopUp.Terminal.Secret, piped), part[VnPaySignature.Field]);
        Assert.Equal(whole["vnp_RequestId"], Refund().Body["vnp_RequestId"]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(60, 1)]
    [InlineData(61, 0)]
    [InlineData(600, 0)]
    public async Task An_order_is_sent_once_and_never_after_vnpay_forgot_it(int secondsLater, int sent)
    {
        var vnPay = new FakeVnPay { Instead = () => new(HttpStatusCode.InternalServerError) };
        var gateway = vnPay.Gateway(new FakeTimeProvider(SomeTopUp.Now.AddSeconds(secondsLater)));

        var answer = await gateway.Refund(Paid, Order(Paid.Total), TestContext.Current.CancellationToken);

        Assert.Equal("unanswered", Word(answer));
        Assert.Equal(sent, vnPay.QuestionsAbout(Paid.Id));
    }

    private static VnPayRefund Refund(Amount? amount = null) =>
        VnPayRefund.Of(Paid, Order(amount ?? Paid.Total), SomeTopUp.Terminal, SomeTopUp.Now);

    private static RefundOrder Order(Amount amount) =>
        new("01KAN0000000000000000000R1", amount, "asked for", "fiona", SomeTopUp.Now);

    private static string Word(RefundAnswer answer) => answer.GetType().Name.ToLowerInvariant();

    private static JsonElement Answer(string code, string status, string? secret = null, string? reference = null)
    {
        var answer = new Dictionary<string, string>
        {
            ["vnp_ResponseId"] = "r1", ["vnp_Command"] = "refund", ["vnp_ResponseCode"] = code,
            ["vnp_TmnCode"] = SomeTopUp.Terminal.Code, ["vnp_TxnRef"] = reference ?? Paid.Id.Value,
            ["vnp_TransactionStatus"] = status,
        };
        var hashed = string.Join('|', Hashed.Select(name => answer.GetValueOrDefault(name, "")));
        answer[VnPaySignature.Field] = VnPaySignature.Sign(secret ?? SomeTopUp.Terminal.Secret, hashed);
        return JsonSerializer.SerializeToElement(answer);
    }
}

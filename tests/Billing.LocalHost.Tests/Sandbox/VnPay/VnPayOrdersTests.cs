using Billing.LocalHost.Sandbox.VnPay;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Billing.LocalHost.Tests.Sandbox.VnPay;

public sealed class VnPayOrdersTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 5, 0, 0, TimeSpan.Zero);
    private static readonly VnPayMerchant Merchant = new("BILLING1", "secret", new("http://localhost/"), "");

    [Fact]
    public void A_signed_order_is_a_payment_until_it_expires_in_vietnamese_time()
    {
        var (payment, wrong) = Read(Fields());

        Assert.Equal("", wrong);
        Assert.Equal(Now.AddMinutes(15), payment!.Expires);
        Assert.Equal("50000000", payment.Amount);
    }

    [Theory]
    [InlineData("vnp_TmnCode", "OTHER001", "72")]
    [InlineData("vnp_Version", "2.0.1", "03")]
    [InlineData("vnp_Command", "refund", "03")]
    [InlineData("vnp_CurrCode", "USD", "03")]
    [InlineData("vnp_Amount", "50000000.5", "03")]
    [InlineData("vnp_Amount", "499900", "Số tiền")]
    [InlineData("vnp_Amount", "100000000000", "Số tiền")]
    [InlineData("vnp_Amount", "99999999900", "")]
    [InlineData("vnp_OrderInfo", "Nạp tiền", "03")]
    [InlineData("vnp_IpAddr", "::1", "03")]
    [InlineData("vnp_Locale", "jp", "03")]
    [InlineData("vnp_TxnRef", "", "03")]
    [InlineData("vnp_ExpireDate", "20261122120000", "15")]
    [InlineData("vnp_ExpireDate", "20261322120000", "03")]
    [InlineData("vnp_ReturnUrl", "javascript:alert(1)", "03")]
    public void Each_field_is_checked(string field, string value, string wrong)
    {
        var fields = Fields();
        fields[field] = value;

        Assert.StartsWith(wrong, Read(fields).Wrong, StringComparison.Ordinal);
        Assert.Equal(wrong.Length == 0, Read(fields).Payment is not null);
    }

    [Fact]
    public void An_order_that_was_changed_after_signing_is_refused()
    {
        var query = VnPayChecksum.Signed("secret", Fields()).Replace("50000000", "60000000", StringComparison.Ordinal);

        Assert.StartsWith("70", Read(query).Wrong, StringComparison.Ordinal);
    }

    private static (VnPayPayment? Payment, string Wrong) Read(Dictionary<string, string> fields) =>
        Read(VnPayChecksum.Signed("secret", fields));

    private static (VnPayPayment? Payment, string Wrong) Read(string query) =>
        VnPayOrders.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), Merchant, Now);

    private static Dictionary<string, string> Fields() => new()
    {
        ["vnp_Version"] = "2.1.0", ["vnp_Command"] = "pay", ["vnp_TmnCode"] = "BILLING1", ["vnp_Amount"] = "50000000",
        ["vnp_CurrCode"] = "VND", ["vnp_CreateDate"] = "20261122120000", ["vnp_ExpireDate"] = "20261122121500",
        ["vnp_IpAddr"] = "203.0.113.7", ["vnp_Locale"] = "vn", ["vnp_OrderInfo"] = "Top-up 1",
        ["vnp_OrderType"] = "other",
        ["vnp_ReturnUrl"] = "http://localhost:7071/return", ["vnp_TxnRef"] = "01KAN0000000000000000000T1",
    };
}

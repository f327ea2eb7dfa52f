using System.Net;
using Billing.Functions.Tests.Support;
using Billing.TopUps;
using Billing.TopUps.Gateways;
using Billing.TopUps.Gateways.VnPay;

namespace Billing.Functions.Tests.TopUps.Gateways.VnPay;

public sealed class VnPayPayUrlTests
{
    [Fact]
    public void The_address_carries_every_field_and_a_good_hash()
    {
        var url = VnPayPayUrl.For(SomeTopUp.TopUp(), new(IPAddress.Parse("203.0.113.7")), SomeTopUp.Terminal);

        var fields = VnPayFields.Read(url.Query[1..])!;
        Assert.StartsWith(SomeTopUp.Terminal.PayUrl.AbsoluteUri + "?", url.AbsoluteUri, StringComparison.Ordinal);
        Assert.True(fields.AreSignedWith(SomeTopUp.Terminal.Secret));
        Assert.Equal(
            """
            vnp_Amount = 50000000
            vnp_Command = pay
            vnp_CreateDate = 20261122120000
            vnp_CurrCode = VND
            vnp_ExpireDate = 20261122121500
            vnp_IpAddr = 203.0.113.7
            vnp_Locale = vn
            vnp_OrderInfo = Top-up 01KAN0000000000000000000T1
            vnp_OrderType = other
            vnp_ReturnUrl = http://localhost:7071/api/v1/payments/vnpay/return
            vnp_TmnCode = BILLING1
            vnp_TxnRef = 01KAN0000000000000000000T1
            vnp_Version = 2.1.0
            """,
            string.Join('\n', fields.All
                .Where(field => field.Key != VnPaySignature.Field)
                .OrderBy(field => field.Key, StringComparer.Ordinal)
                .Select(field => $"{field.Key} = {field.Value}")));
    }

    [Theory]
    [InlineData(null, "127.0.0.1")]
    [InlineData("::1", "127.0.0.1")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("fe80::1%3", "fe80::1")]
    public void The_payers_address_is_ipv4_where_there_is_one(string? address, string written)
    {
        var payer = new Payer(address is null ? null : IPAddress.Parse(address));

        var url = VnPayPayUrl.For(SomeTopUp.TopUp(), payer, SomeTopUp.Terminal);

        Assert.Equal(written, VnPayFields.Read(url.Query[1..])!["vnp_IpAddr"]);
    }

    [Fact]
    public void The_order_text_needs_no_escape_on_which_encoders_disagree() =>
        Assert.Matches("^[A-Za-z0-9 .:_-]+$", VnPayPayUrl.OrderInfo(SomeTopUp.Id));

    [Fact]
    public void The_same_top_up_has_the_same_address()
    {
        var pending = SomeTopUp.TopUp() with { Status = TopUpStatus.Created };

        Assert.Equal(
            VnPayPayUrl.For(pending, default, SomeTopUp.Terminal),
            VnPayPayUrl.For(SomeTopUp.TopUp(), default, SomeTopUp.Terminal));
    }
}

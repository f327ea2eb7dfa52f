using Billing.Money;
using Billing.TopUps.Gateways.VnPay;

namespace Billing.Functions.Tests.TopUps.Gateways.VnPay;

public sealed class VnPayAmountTests
{
    [Fact]
    public void Dong_are_written_times_one_hundred() =>
        Assert.Equal("50000000", VnPayAmount.Write(Amount.OfMinor(500_000, Currency.Vnd)));

    [Fact]
    public void Nothing_but_whole_dong_is_written()
    {
        Assert.Throws<InvalidOperationException>(() => VnPayAmount.Write(Amount.OfMinor(500_000, Currency.Jpy)));
        Assert.Throws<InvalidOperationException>(() => VnPayAmount.Write(Amount.Parse("500000.5", Currency.Vnd)));
    }

    [Theory]
    [InlineData("50000000", "500000")]
    [InlineData("999999999900", "9999999999")]
    public void A_plain_integer_is_read(string text, string dong) =>
        Assert.Equal(Amount.Parse(dong, Currency.Vnd), VnPayAmount.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1e9")]
    [InlineData("50000000.0")]
    [InlineData("50000050")]
    [InlineData("050000000")]
    [InlineData("1234567890123456789012345678900")]
    [InlineData("٥٠٠٠٠٠٠٠")]
    public void Anything_else_is_no_amount(string text) => Assert.Null(VnPayAmount.Read(text));
}

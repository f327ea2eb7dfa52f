using Billing.Money;
using Billing.TopUps.Gateways.PayPal;

namespace Billing.Functions.Tests.TopUps.Gateways.PayPal;

public sealed class PayPalMoneyTests
{
    [Theory]
    [InlineData("USD", "25", "25.00")]
    [InlineData("USD", "1234567.89", "1234567.89")]
    [InlineData("EUR", "0.05", "0.05")]
    [InlineData("JPY", "3000", "3000")]
    [InlineData("HUF", "9000", "9000")]
    [InlineData("TWD", "800", "800")]
    public void An_amount_has_the_decimals_of_its_currency_at_PayPal(string currency, string amount, string written) =>
        Assert.Equal(written, PayPalMoney.Write(Amount.Parse(amount, Currency.Parse(currency))));

    [Theory]
    [InlineData("VND", "500000")]
    [InlineData("BRL", "25")]
    [InlineData("HUF", "9000.50")]
    [InlineData("TWD", "800.01")]
    [InlineData("USD", "25.001")]
    [InlineData("USD", "0")]
    [InlineData("USD", "-25")]
    public void What_PayPal_does_not_take_is_not_written_and_never_rounded(string currency, string amount) =>
        Assert.Null(PayPalMoney.Write(Amount.Parse(amount, Currency.Parse(currency))));

    [Theory]
    [InlineData("USD", "25.0")]
    [InlineData("USD", "25")]
    [InlineData("USD", "25.00")]
    [InlineData("USD", "0025.000")]
    public void Equal_numbers_are_equal_amounts(string currency, string value) =>
        Assert.Equal(Amount.Parse("25", Currency.Usd), PayPalMoney.Read(currency, value));

    [Fact]
    public void Decimals_of_yen_are_read_though_never_sent() =>
        Assert.Equal(Amount.Parse("3000", Currency.Jpy), PayPalMoney.Read("JPY", "3000.00"));

    [Fact]
    public void A_number_may_begin_with_its_point() =>
        Assert.Equal(Amount.Parse("0.5", Currency.Usd), PayPalMoney.Read("USD", ".50"));

    [Theory]
    [InlineData("USD", "25,00")]
    [InlineData("USD", "NaN")]
    [InlineData("USD", "1e2")]
    [InlineData("USD", "-25.00")]
    [InlineData("USD", "+25.00")]
    [InlineData("USD", " 25.00")]
    [InlineData("USD", "25.00\n")]
    [InlineData("USD", "25.")]
    [InlineData("USD", "")]
    [InlineData("USD", null)]
    [InlineData("USD", "٢٥")]
    [InlineData("USD", "25.000000000000000000000000000001")]
    [InlineData("USD", "99999999999999999999999999")]
    [InlineData("usd", "25.00")]
    [InlineData("MYR", "25.00")]
    [InlineData(null, "25.00")]
    public void Whatever_is_no_plain_amount_is_not_read(string? currency, string? value) =>
        Assert.Null(PayPalMoney.Read(currency, value));
}

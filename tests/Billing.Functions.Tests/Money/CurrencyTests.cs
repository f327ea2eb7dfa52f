using Billing.Money;

namespace Billing.Functions.Tests.Money;

public sealed class CurrencyTests
{
    [Theory]
    [InlineData("VND", 0, 6, 1_000_000, 1_000_000)]
    [InlineData("JPY", 0, 8, 100_000_000, 100_000_000)]
    [InlineData("USD", 2, 10, 10_000_000_000, 100_000_000)]
    [InlineData("EUR", 2, 10, 10_000_000_000, 100_000_000)]
    [InlineData("HUF", 2, 10, 10_000_000_000, 100_000_000)]
    public void Each_currency_has_its_two_scales(string code, int minor, int ledger, long perMajor, long perMinor)
    {
        var currency = Currency.Parse(code);

        Assert.Equal((minor, ledger), (currency.MinorDigits, currency.LedgerDigits));
        Assert.Equal((perMajor, perMinor), (currency.UnitsPerMajor, currency.UnitsPerMinor));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("usd")]
    [InlineData("XXX")]
    [InlineData("USDX")]
    public void An_unknown_code_is_refused(string? code) => Assert.False(Currency.TryParse(code, out _));

    [Fact]
    public void Every_currency_is_read_back_from_its_code_as_itself() =>
        Assert.All(Currency.All, currency => Assert.Equal(currency, Currency.Parse(currency.Code)));

    [Fact]
    public void Currencies_sort_by_code() => Assert.Equal(
        Currency.All.Select(c => c.Code).Order(StringComparer.Ordinal),
        Currency.All.Order().Select(c => c.Code));

    [Fact]
    public void Different_currencies_are_not_equal() => Assert.NotEqual(Currency.Usd, Currency.Parse("EUR"));

    [Fact]
    public void A_currency_that_was_never_set_cannot_be_used()
    {
        Assert.Throws<InvalidOperationException>(() => default(Currency).Code);
        Assert.Throws<InvalidOperationException>(() => default(Currency).UnitsPerMinor);
        Assert.Throws<FormatException>(() => Currency.Parse("nope"));
    }
}

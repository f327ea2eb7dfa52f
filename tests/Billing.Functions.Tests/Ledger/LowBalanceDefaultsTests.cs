using Billing.Ledger;
using Billing.Money;

namespace Billing.Functions.Tests.Ledger;

public sealed class LowBalanceDefaultsTests
{
    [Fact]
    public void Defaults_are_read_by_currency_highest_first()
    {
        Assert.True(LowBalanceDefaults.TryParse("VND 100000, USD 1 5 2.5", out var defaults));

        Assert.Equal(["5 USD", "2.5 USD", "1 USD"], defaults.Of(Currency.Usd).Select(it => it.ToString()));
        Assert.Equal(["100000 VND"], defaults.Of(Currency.Vnd).Select(it => it.ToString()));
        Assert.Empty(defaults.Of(Currency.Jpy));
    }

    [Theory]
    [InlineData("")]
    [InlineData("USD")]
    [InlineData("USD 0")]
    [InlineData("USD -1")]
    [InlineData("USD 1 1")]
    [InlineData("USD 0.001")]
    [InlineData("USD 5, USD 1")]
    [InlineData("XYZ 5")]
    [InlineData("USD 1 2 3 4 5 6")]
    public void What_is_no_list_of_thresholds_is_refused(string text) =>
        Assert.False(LowBalanceDefaults.TryParse(text, out _));
}

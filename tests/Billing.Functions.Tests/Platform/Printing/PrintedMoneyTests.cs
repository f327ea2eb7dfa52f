using Billing.Accounts;
using Billing.Money;
using Billing.Platform.Printing;

namespace Billing.Functions.Tests.Platform.Printing;

public sealed class PrintedMoneyTests
{
    [Theory]
    [InlineData("1234567", "VND", Language.Vi, "1.234.567\u00A0₫")]
    [InlineData("1234567", "VND", Language.En, "1,234,567\u00A0₫")]
    [InlineData("1234", "JPY", Language.Ja, "￥1,234")]
    [InlineData("-1234", "JPY", Language.En, "-¥1,234")]
    [InlineData("1234.5", "USD", Language.En, "$1,234.50")]
    [InlineData("-0.5", "USD", Language.Ja, "-$0.50")]
    [InlineData("1234.5", "USD", Language.Vi, "1.234,50\u00A0$")]
    [InlineData("0.0000000001", "USD", Language.En, "$0.0000000001")]
    [InlineData("0", "VND", Language.Vi, "0\u00A0₫")]
    [InlineData("0.000001", "VND", Language.Vi, "0,000001\u00A0₫")]
    [InlineData("999", "AUD", Language.En, "AUD\u00A0999.00")]
    public void An_amount_is_written_as_its_readers_write_it(
        string amount, string currency, Language language, string expected) =>
        Assert.Equal(expected, PrintedMoney.Of(Amount.Parse(amount, Currency.Parse(currency)), language));
}

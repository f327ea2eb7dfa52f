using Billing.Money;
using Billing.Platform;
using Billing.TopUps.Gateways.BankTransfer;
using Microsoft.Extensions.Configuration;

namespace Billing.Functions.Tests.TopUps.Gateways.BankTransfer;

public sealed class TransferRulesTests
{
    private const string Good = "VND: Bank A; Account: 1 | JPY: Bank B";

    [Fact]
    public void Each_currency_has_the_lines_of_its_account()
    {
        var settings = Settings("true", Good);

        var rules = TransferRules.Read(settings);

        Assert.Empty(settings.Faults);
        Assert.True(rules.NeedsFourEyes);
        Assert.Equal(["Bank A", "Account: 1"], rules.AccountOf(Currency.Vnd));
        Assert.Equal(["Bank B"], rules.AccountOf(Currency.Jpy));
        Assert.Empty(rules.AccountOf(Currency.Usd));
    }

    [Theory]
    [InlineData("", Good, "BankTransfers__FourEyes")]
    [InlineData("maybe", Good, "BankTransfers__FourEyes")]
    [InlineData("false", "", "BankTransfers__Instructions")]
    [InlineData("false", "Bank A", "BankTransfers__Instructions")]
    [InlineData("false", "XXX: Bank A", "BankTransfers__Instructions")]
    [InlineData("false", "VND: ;", "BankTransfers__Instructions")]
    [InlineData("false", "VND: Bank A | VND: Bank B", "BankTransfers__Instructions")]
    [InlineData("false", "VND: Bank A |", "BankTransfers__Instructions")]
    public void A_wrong_setting_stops_the_start_by_its_name(string fourEyes, string instructions, string name)
    {
        var settings = Settings(fourEyes, instructions);

        TransferRules.Read(settings);

        Assert.StartsWith($"The setting {name} ", Assert.Single(settings.Faults), StringComparison.Ordinal);
    }

    private static Settings Settings(string fourEyes, string instructions) => new(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["BankTransfers:FourEyes"] = fourEyes,
            ["BankTransfers:Instructions"] = instructions,
        }).Build());
}

using Billing.Platform;
using Billing.TopUps.Gateways.BankTransfer;
using Microsoft.Extensions.Configuration;

namespace Billing.Functions.Tests.TopUps.Gateways.BankTransfer;

public sealed class TransferRulesTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void A_setting_says_whether_two_people_must_look(string text, bool expected)
    {
        var settings = Settings(text);

        Assert.Equal(expected, TransferRules.Read(settings).NeedsFourEyes);
        Assert.Empty(settings.Faults);
    }

    [Theory]
    [InlineData("")]
    [InlineData("maybe")]
    public void A_wrong_setting_stops_the_start_by_its_name(string text)
    {
        var settings = Settings(text);

        TransferRules.Read(settings);

        Assert.StartsWith(
            "The setting BankTransfers__FourEyes ", Assert.Single(settings.Faults), StringComparison.Ordinal);
    }

    private static Settings Settings(string fourEyes) => new(
        new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["BankTransfers:FourEyes"] = fourEyes }).Build());
}

using Billing.ExchangeRates;
using Billing.Platform;
using Microsoft.Extensions.Configuration;

namespace Billing.Functions.Tests.ExchangeRates;

public sealed class ExchangeTermsTests
{
    [Fact]
    public void Terms_are_read_from_settings_and_the_source_may_be_off()
    {
        var on = Settings();
        var off = Settings("Exchange__SourceUrl", "");

        var terms = ExchangeTerms.Read(on);

        Assert.Empty(on.Faults);
        Assert.Equal("USD/VND USD/JPY", string.Join(' ', terms.Pairs));
        Assert.Equal((24, 150, 10), (terms.MaxAge.TotalHours, terms.SpreadBasisPoints, terms.MaxJumpPercent));
        Assert.NotNull(terms.Source);
        Assert.Null(ExchangeTerms.Read(off).Source);
        Assert.Empty(off.Faults);
    }

    [Theory]
    [InlineData("Exchange__SourceUrl", "ftp://rates.example")]
    [InlineData("Exchange__Pairs", "USD/VND, USD/VND")]
    [InlineData("Exchange__Pairs", "dollars")]
    [InlineData("Exchange__MaxAgeHours", "0")]
    [InlineData("Exchange__MaxAgeHours", "1000")]
    [InlineData("Exchange__SpreadBasisPoints", "-1")]
    [InlineData("Exchange__SpreadBasisPoints", "2001")]
    [InlineData("Exchange__MaxJumpPercent", "51")]
    [InlineData("Exchange__MaxJumpPercent", "")]
    public void A_wrong_setting_stops_the_start_by_its_name(string name, string value)
    {
        var settings = Settings(name, value);

        ExchangeTerms.Read(settings);

        Assert.Contains(settings.Faults, fault => fault.Contains(name, StringComparison.Ordinal));
    }

    private static Settings Settings(string? name = null, string value = "")
    {
        var values = new Dictionary<string, string?>
        {
            ["Exchange:SourceUrl"] = "https://rates.example/latest",
            ["Exchange:Pairs"] = "USD/VND, USD/JPY",
            ["Exchange:MaxAgeHours"] = "24",
            ["Exchange:SpreadBasisPoints"] = "150",
            ["Exchange:MaxJumpPercent"] = "10",
        };
        if (name is not null) values[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        return new(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }
}

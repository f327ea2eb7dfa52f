using Billing.ExchangeRates;
using Billing.Functions.Tests.Support;
using Billing.Money;

namespace Billing.Functions.Tests.ExchangeRates;

public sealed class ApproximateRatesTests(Azurite azurite)
{
    [Fact]
    public async Task Without_a_rate_of_the_two_what_a_dollar_is_worth_in_each_tells_it()
    {
        var table = new ExchangeRateTable(await azurite.Table(Azurite.Own(ExchangeRateTable.Name)));
        await table.Take(SomeRates.Rate("20", "USD/MXN", hoursOld: 5), null, default);
        await table.Take(SomeRates.Rate("1.6", "USD/NZD", hoursOld: 700), null, default);
        var rates = new ApproximateRates(table);

        var found = (await rates.Find(Currency.Parse("NZD"), Currency.Parse("MXN"), default))!;

        Assert.Equal("NZD/MXN 12.5 central bank", $"{found.Pair} {found.Rate} {found.Source}");
        Assert.Equal(SomeRates.Now.AddHours(-700), found.TakenAt);
        Assert.Equal("12.5 MXN", $"{found.Of(Amount.Parse("1", Currency.Parse("NZD")))}");
        Assert.Null(await rates.Find(Currency.Parse("NZD"), Currency.Parse("ILS"), default));
        Assert.Null(await rates.Find(Currency.Usd, Currency.Parse("ILS"), default));
        Assert.Null(await rates.Find(Currency.Usd, Currency.Usd, default));
    }
}

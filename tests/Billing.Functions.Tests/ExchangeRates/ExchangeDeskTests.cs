using Azure.Data.Tables;
using Billing.ExchangeRates;
using Billing.Functions.Tests.Support;
using Billing.Money;

namespace Billing.Functions.Tests.ExchangeRates;

/// <summary>Each test has pairs of its own: the rates of all tests stand in one table.</summary>
public sealed class ExchangeDeskTests(Azurite azurite)
{
    [Fact]
    public async Task The_latest_rate_of_either_direction_is_quoted()
    {
        var rates = await Rates();
        await rates.Take(SomeRates.Rate("0.85", "SEK/NOK", hoursOld: 3), null, default);
        Assert.Equal("0.85", (await Quote(rates, "NOK", "SEK"))!.Rate.ToString());
        Assert.Equal("0.85", (await Quote(rates, "SEK", "NOK"))!.Rate.ToString());

        await rates.Take(SomeRates.Rate("1.1", "NOK/SEK", hoursOld: 2), null, default);

        var latest = (await Quote(rates, "NOK", "SEK"))!;
        Assert.Equal(("1.1", Currency.Parse("NOK")), (latest.Rate.ToString(), latest.Base));
    }

    [Fact]
    public async Task A_stale_rate_is_none()
    {
        var rates = await Rates();
        Assert.Null(await Quote(rates, "PLN", "CZK"));
        await rates.Take(SomeRates.Rate("5.6", "PLN/CZK", hoursOld: 25), null, default);

        Assert.Null(await Quote(rates, "PLN", "CZK"));
    }

    [Fact]
    public async Task One_currency_needs_no_exchange()
    {
        var outcome = await new ExchangeDesk(await Rates(), SomeRates.Terms)
            .Quote(Currency.Vnd, Currency.Vnd, SomeRates.Now, default);

        Assert.True(outcome.IsAccepted(out var exchange, out _));
        Assert.Null(exchange);
    }

    private static async Task<ExchangeQuote?> Quote(ExchangeRateTable rates, string held, string paid)
    {
        var outcome = await new ExchangeDesk(rates, SomeRates.Terms)
            .Quote(Currency.Parse(held), Currency.Parse(paid), SomeRates.Now, default);
        var isQuoted = outcome.IsAccepted(out var exchange, out var refusal);
        Assert.Equal(isQuoted ? default : ExchangeRefusal.RateUnavailable, refusal);
        return exchange;
    }

    private async Task<ExchangeRateTable> Rates()
    {
        TableServiceClient tables = await azurite.Tables();
        await tables.CreateTableIfNotExistsAsync(ExchangeRateTable.Name);
        return new(tables);
    }
}

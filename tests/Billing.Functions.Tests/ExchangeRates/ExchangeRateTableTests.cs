using Billing.ExchangeRates;
using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Platform;

namespace Billing.Functions.Tests.ExchangeRates;

public sealed class ExchangeRateTableTests(Azurite azurite)
{
    private static readonly CurrencyPair DollarKrona = CurrencyPair.Parse("USD/DKK");

    [Fact]
    public async Task Rates_follow_each_other_and_each_is_kept()
    {
        var rates = await Table();
        foreach (var (rate, hours) in ((string, int)[])[("6.9", 5), ("6.95", 4), ("7", 3)])
            await rates.Take(SomeRates.Rate(rate, "USD/DKK", hours), null, default);
        await rates.Take(SomeRates.Rate("7", "USD/DKK", 3), null, default);
        var late = await rates.Take(SomeRates.Rate("6", "USD/DKK", 4), null, default);

        Assert.False(late.IsAccepted(out _, out var refusal));
        Assert.Equal(RateRefusal.Superseded, refusal);
        Assert.Equal(SomeRates.Rate("7", "USD/DKK", 3), await rates.Find(DollarKrona, default));
        var first = await rates.History(DollarKrona, null, 2, default);
        var rest = await rates.History(DollarKrona, first[^1].TakenAt, 2, default);
        Assert.Equal(["7", "6.95", "6.9"], first.Concat(rest).Select(rate => rate.Rate.ToString()));
    }

    [Fact]
    public async Task Of_rates_that_race_the_latest_stands()
    {
        var rates = await Table();
        var pair = CurrencyPair.Parse("USD/ILS");

        await Task.WhenAll(Enumerable.Range(1, 6).Select(
            hours => rates.Take(SomeRates.Rate($"3.{hours}", "USD/ILS", hours), null, default)));

        Assert.Equal("3.1", (await rates.Find(pair, default))!.Rate.ToString());
        var kept = await rates.History(pair, null, 10, default);
        Assert.Equal(kept.Select(rate => rate.TakenAt).OrderDescending(), kept.Select(rate => rate.TakenAt));
        Assert.Equal("3.1", kept[0].Rate.ToString());
    }

    [Fact]
    public async Task Whatever_storage_call_fails_a_rate_that_is_taken_again_stands_once()
    {
        await Table();
        var taken = 0;
        await FaultPlan.TryEach(async plan =>
        {
            var rate = SomeRates.Rate("18.5", "USD/MXN") with { TakenAt = SomeRates.Now.AddMinutes(++taken) };
            try
            {
                await new ExchangeRateTable(await azurite.Tables(plan)).Take(rate, null, default);
            }
            catch (Exception crash) when (crash is not InvariantException)
            {
                Assert.NotNull(crash.Message);
            }

            var again = await new ExchangeRateTable(await azurite.Tables()).Take(rate, null, default);
            Assert.True(again.IsAccepted(out _, out _));
        });

        var table = new ExchangeRateTable(await azurite.Tables());
        var kept = await table.History(CurrencyPair.Parse("USD/MXN"), null, 1000, default);
        Assert.Equal(taken, kept.Count);
        Assert.Equal(kept[0], await table.Find(CurrencyPair.Parse("USD/MXN"), default));
    }

    [Fact]
    public async Task The_rates_that_stand_are_listed_by_pair()
    {
        var rates = await Table();
        await rates.Take(SomeRates.Rate("1.3", "SGD/CAD"), null, default);
        await rates.Take(SomeRates.Rate("0.6", "SGD/GBP"), null, default);

        var found = await rates.Standing(CurrencyPair.Parse("SGD/AUD"), 2, default);

        Assert.Equal(["SGD/CAD", "SGD/GBP"], found.Select(rate => rate.Pair.ToString()));
    }

    private async Task<ExchangeRateTable> Table()
    {
        var tables = await azurite.Tables();
        await tables.CreateTableIfNotExistsAsync(ExchangeRateTable.Name);
        return new(tables);
    }
}

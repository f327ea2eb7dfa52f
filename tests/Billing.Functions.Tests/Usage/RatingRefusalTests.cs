using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;
using Billing.Usage;
using CsCheck;

namespace Billing.Functions.Tests.Usage;

public sealed class RatingRefusalTests
{
    [Theory]
    [InlineData("unknown_meter", "images", "1", 0)]
    [InlineData("no_price_yet", "input-tokens", "1", -3_000_000)]
    [InlineData("in_future", "input-tokens", "1", 300.0000001)]
    [InlineData("too_old", "input-tokens", "1", -3_024_000.0000001)]
    [InlineData("beyond_ledger", "dear", "2", 0)]
    [InlineData("no_price_for_dimensions", "conditional", "1", 0)]
    public void What_cannot_be_rated_is_kept_with_its_reason(
        string reason, string meter, string quantity, double seconds)
    {
        var conditional = new PriceOption(Dimensions.Of(("gpu", "h100")), Some.PerUnit());
        var prices = Some.Prices(
            Some.RateCard("ai-inference/dear/USD", Some.Terms(Some.PerUnit("900000000", "1"))),
            Some.RateCard("ai-inference/conditional/USD", Some.Terms() with { Options = [conditional] }));
        if (reason == "no_price_yet")
        {
            var later = Some.RateCard("ai-inference/input-tokens/USD", Some.Terms(validFrom: Some.Noon));
            prices = PriceBook.Of(1, Some.Noon, later);
        }

        var json = Some.EventJson(meter: meter, quantity: quantity, time: Some.Noon.AddSeconds(seconds));
        var folded = Fold(Some.OpenBook(), prices, json, Some.EventJson("good", time: Some.Noon));

        var kept = Assert.Single(folded.Quarantined);
        Assert.Equal((reason, json.ToJsonString()), (kept.Reason, kept.Event));
        Assert.Equal("good", Assert.Single(folded.Lines).EventId);
        Assert.Equal(reason == "unknown_meter", folded.LacksPrice);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(-3_024_000)]
    public void The_bounds_of_time_are_included(int seconds) =>
        Assert.Single(Fold(Some.OpenBook(), Some.EventJson(time: Some.Noon.AddSeconds(seconds))).Lines);

    [Fact]
    public void Debt_that_no_ledger_can_count_is_refused_before_it_is_applied()
    {
        var prices = Some.Prices(Some.RateCard("ai-inference/dear/USD", Some.Terms(Some.PerUnit("500000000", "1"))));
        var book = Some.OpenBook(Some.TopUp("1"));

        var events = Enumerable.Range(0, 3).Select(i =>
            Some.EventJson($"e{i}", meter: "dear", quantity: "1", time: Some.Noon.AddSeconds(i - 9))).ToArray();
        var folded = Fold(book, prices, events);

        Assert.Single(folded.Lines);
        Assert.Equal(["beyond_ledger", "beyond_ledger"], folded.Quarantined.Select(kept => kept.Reason));
        Assert.Equal(Usd("499999999").Units, book.DebtUnits);
    }

    [Fact]
    public void An_account_without_a_currency_keeps_everything()
    {
        var folded = Fold(AccountBook.From(AccountState.Empty), Some.EventJson(), Some.EventJson("e-2"));

        Assert.Equal(["account_unknown", "account_unknown"], folded.Quarantined.Select(kept => kept.Reason));
        Assert.Empty(folded.Lines);
    }

    private static Amount Usd(string text) => Amount.Parse(text, Currency.Usd);

    private static Folded Fold(AccountBook book, params JsonObject[] events) => Fold(book, Some.Prices(), events);

    private static Folded Fold(AccountBook book, PriceBook prices, params JsonObject[] events) =>
        Fold(book, prices, Some.Noon, events);

    private static Folded Fold(AccountBook book, PriceBook prices, DateTimeOffset now, params JsonObject[] events) =>
        new Rating(book, new(), prices, UsageRules.Default, now)
            .Fold(EventOrder.Sorted(Some.Reported(events)), FoldLimits.Largest);
}

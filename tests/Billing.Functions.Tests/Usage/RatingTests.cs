using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;
using Billing.Usage;
using CsCheck;

namespace Billing.Functions.Tests.Usage;

public sealed class RatingTests
{
    [Fact]
    public void Voucher_pays_before_top_up_and_top_up_before_debt()
    {
        var book = Some.OpenBook(Some.TopUp("0.0005"), Some.VoucherLot("0.0002"));

        var line = Assert.Single(Fold(book, Some.EventJson(quantity: "10000")).Lines);

        Assert.Equal(
            [(FundKind.Voucher, "0.0002"), (FundKind.TopUp, "0.0005"), (FundKind.Debt, "0.00095")],
            line.Legs.Select(leg => (leg.Kind, leg.Amount.ToDecimalString())));
        Assert.Equal(Usd("0.00165"), line.Amount);
        Assert.Equal(Usd("0.00095").Units, book.DebtUnits);
    }

    [Fact]
    public void A_voucher_pays_only_for_events_inside_its_window_and_scope()
    {
        var expired = Some.VoucherLot("1", until: Some.Noon, "r1");
        var scoped = Some.VoucherLot("1", until: null, "r2", "gpu-container");
        var book = Some.OpenBook(expired, scoped, Some.TopUp("1"));

        var folded = Fold(book, Some.EventJson("early", time: Some.Noon.AddTicks(-1)), Some.EventJson("late"));

        Assert.Equal([FundKind.Voucher, FundKind.TopUp], folded.Lines.Select(line => Assert.Single(line.Legs).Kind));
    }

    [Fact]
    public void The_price_is_the_version_valid_at_the_time_of_the_event()
    {
        var card = Some.RateCard(
            "ai-inference/images/USD",
            Some.Terms(Some.PerUnit("1", "1")),
            Some.Terms(Some.PerUnit("2", "1"), validFrom: Some.Noon));

        var folded = Fold(
            Some.OpenBook(),
            Some.Prices(card),
            Some.EventJson("a", meter: "images", quantity: "1", time: Some.Noon.AddTicks(-1)),
            Some.EventJson("b", meter: "images", quantity: "1"));

        Assert.Equal(["1", "2"], folded.Lines.Select(line => line.Amount.ToDecimalString()));
        Assert.Equal(
            ["ai-inference/images/USD@1", "ai-inference/images/USD@2"], folded.Lines.Select(line => line.Price));
    }

    [Fact]
    public void Tiers_are_counted_over_the_lines_of_a_month_and_begin_anew_with_the_next()
    {
        var tiers = new PriceModel.Graduated(Some.Tiers("10:1.00 :0.50"));
        var card = Some.RateCard("ai-inference/images/USD", Some.Terms(tiers));
        var april = new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

        var folded = Fold(
            Some.OpenBook(),
            Some.Prices(card),
            now: april.AddHours(1),
            Some.EventJson("a", meter: "images", quantity: "8"),
            Some.EventJson("b", meter: "images", quantity: "4", time: april.AddTicks(-1)),
            Some.EventJson("c", meter: "images", quantity: "4", time: april));

        Assert.Equal(["8", "3", "4"], folded.Lines.Select(line => line.Amount.ToDecimalString()));
        Assert.Equal(["0", "8", "0"], folded.Lines.Select(line => line.TierStart.ToString()));
    }

    [Fact]
    public void A_line_is_described_by_the_event_or_else_by_the_price()
    {
        var own = Some.EventJson("own", time: Some.Noon.AddSeconds(1));
        own["data"]!["description"] = "Night batch";

        var folded = Fold(Some.OpenBook(), Some.EventJson(), own);

        Assert.Equal(["{quantity} units", "Night batch"], folded.Lines.Select(line => line.Description));
    }

    [Fact]
    public void The_same_event_again_changes_nothing()
    {
        var folded = Fold(Some.OpenBook(), Some.EventJson(), Some.EventJson(), Some.EventJson(meter: "no", id: "x"),
            Some.EventJson(meter: "no", id: "x"));

        Assert.Single(folded.Lines);
        Assert.Single(folded.Quarantined);
        Assert.Equal((2, 4), (folded.Duplicates, folded.Taken));
    }

    [Theory]
    [InlineData(0, "1001")]
    [InlineData(1, "1000")]
    [InlineData(86_400, "1000")]
    [InlineData(-86_400, "1000")]
    public void The_same_id_with_another_content_or_time_nearby_is_a_conflict(int seconds, string quantity)
    {
        var ids = new UsageIds();
        var first = Some.Reported(Some.EventJson());
        var rated = new Rating(Some.OpenBook(), ids, Some.Prices(), UsageRules.Default, Some.Noon.AddDays(2))
            .Fold([first], FoldLimits.Largest);
        ids.Remember(new(Some.Noon) { Lines = rated.Lines });

        var again = Some.Reported(Some.EventJson(time: Some.Noon.AddSeconds(seconds), quantity: quantity));
        var folded = new Rating(Some.OpenBook(), ids, Some.Prices(), UsageRules.Default, Some.Noon.AddDays(2))
            .Fold([again], FoldLimits.Largest);

        Assert.Equal("id_conflict", Assert.Single(folded.Quarantined).Reason);
    }

    [Fact]
    public void The_same_id_two_days_apart_is_another_event() => Assert.Equal(2, Fold(
        Some.OpenBook(),
        Some.EventJson(time: Some.Noon),
        Some.EventJson(time: Some.Noon.AddDays(-2))).Lines.Length);

    [Fact]
    public void A_faulty_event_is_kept_as_it_came_and_the_others_are_rated()
    {
        var faulty = Some.EventJson("bad", quantity: "-1");
        JsonObject[] events = [.. Enumerable.Range(0, 199).Select(i => Some.EventJson($"e{i}")), faulty];

        var folded = Fold(Some.OpenBook(), events);

        Assert.Equal(199, folded.Lines.Length);
        var kept = Assert.Single(folded.Quarantined);
        Assert.Equal(("quantity_out_of_range", "00000000", faulty.ToJsonString()), (kept.Reason, kept.Day, kept.Event));
    }

    [Fact]
    public void A_fold_stops_at_its_limits_and_the_rest_is_another_commit()
    {
        var events = Some.Reported(Enumerable.Range(0, 100).Select(i =>
            Some.EventJson($"e{i:D2}", meter: "no", time: Some.Noon.AddSeconds(i - 200))));

        Assert.Equal(80, Rate(FoldLimits.Largest).Taken);
        Assert.Equal(7, Rate(FoldLimits.Largest with { Events = 7 }).Taken);
        Assert.Equal(1, Rate(FoldLimits.Largest with { Chars = 1 }).Taken);

        Folded Rate(FoldLimits limits) =>
            new Rating(Some.OpenBook(), new(), Some.Prices(), UsageRules.Default, Some.Noon).Fold([.. events], limits);
    }

    private static Amount Usd(string text) => Amount.Parse(text, Currency.Usd);

    private static Folded Fold(AccountBook book, params JsonObject[] events) => Fold(book, Some.Prices(), events);

    private static Folded Fold(AccountBook book, PriceBook prices, params JsonObject[] events) =>
        Fold(book, prices, Some.Noon, events);

    private static Folded Fold(AccountBook book, PriceBook prices, DateTimeOffset now, params JsonObject[] events) =>
        new Rating(book, new(), prices, UsageRules.Default, now)
            .Fold(EventOrder.Sorted(Some.Reported(events)), FoldLimits.Largest);
}

using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Pricing;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

public sealed class RatingLimitsTests
{
    private static readonly FoldLimits Wide = new(100, 100, 100_000);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    [InlineData(5, 4)]
    public void A_fold_takes_no_more_events_than_it_may(int most, int taken) =>
        Assert.Equal(taken, Fold(Wide with { Events = most }, Hours(0, 1, 2, 3)).Taken);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 5)]
    [InlineData(5, 6)]
    public void Each_day_of_lines_and_each_kept_event_is_a_row(int rows, int taken)
    {
        var events = Hours(0, 24, 25, 48, 72, 73);
        events[3]["data"]!["meter"] = "no-such-meter";

        Assert.Equal(taken, Fold(Wide with { Rows = rows }, events).Taken);
    }

    [Fact]
    public void The_texts_of_the_lines_are_bounded_together()
    {
        var events = Hours(0, 1, 2);
        foreach (var json in events) json["data"]!["dimensions"] = new JsonObject { ["model"] = "llama-70b" };
        var line = Fold(Wide, events).Lines[0];
        var chars = line.Source.Length + line.EventId.Length + line.Dimensions.Length + line.Description.Length + 64;

        Assert.NotEqual(0, line.Dimensions.Length);
        Assert.Equal(1, Fold(Wide with { Chars = chars }, events).Taken);
        Assert.Equal(2, Fold(Wide with { Chars = chars + 1 }, events).Taken);
        Assert.Equal(2, Fold(Wide with { Chars = 2 * chars }, events).Taken);
        Assert.Equal(3, Fold(Wide with { Chars = 2 * chars + 1 }, events).Taken);
    }

    /// <summary>What one event says must never stop those beside it.</summary>
    [Fact]
    public void A_month_that_could_not_be_counted_on_sets_the_event_aside()
    {
        var events = Hours([.. Enumerable.Range(0, 12)]);
        foreach (var json in events[..11]) json["data"]!["quantity"] = "900000000000";

        var folded = Fold(Wide, events);

        var taken = Enumerable.Range(0, 12).Where(i => i != 10).Select(i => $"e{i:D2}");
        Assert.Equal(taken, folded.Lines.Select(line => line.EventId));
        Assert.Equal("beyond_ledger", Assert.Single(folded.Quarantined).Reason);
    }

    [Fact]
    public void A_meter_of_the_same_name_has_the_price_of_its_own_service()
    {
        var events = Hours(0, 1, 2, 3);
        foreach (var i in new[] { 1, 3 }) events[i]["data"]!["service"] = "fine-tuning";
        var prices = Some.Prices(Some.RateCard("fine-tuning/input-tokens/USD", Some.Terms(Some.PerUnit("2"))));

        Assert.Equal(
            ["ai-inference", "fine-tuning", "ai-inference", "fine-tuning"],
            Fold(Wide, events, prices).Lines.Select(line => line.Price.Split('/')[0]));
    }

    [Fact]
    public void Half_of_the_limits_still_takes_an_event()
    {
        Assert.Equal(new(50, 50, 50_000), Wide.Halved());
        Assert.Equal(new(1, 1, 1), new FoldLimits(3, 3, 3).Halved());
        Assert.Equal(new(1, 1, 1), new FoldLimits(1, 1, 1).Halved());
    }

    /// <summary>Events so many hours after the start of a day.</summary>
    private static JsonObject[] Hours(params int[] hours) =>
    [
        .. hours.Select(hour => Some.EventJson($"e{hour:D2}", time: Some.Noon.AddDays(-10).AddHours(hour))),
    ];

    private static Folded Fold(FoldLimits limits, JsonObject[] events, PriceBook? prices = null) =>
        new Rating(
            Some.OpenBook(Some.TopUp("1")), new UsageIds(), prices ?? Some.Prices(), UsageRules.Default, Some.Noon)
            .Fold(EventOrder.Sorted(Some.Reported(events.Select(json => (JsonObject)json.DeepClone()))), limits);
}

using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class ReversedUsageTests
{
    private static readonly LotId Own = new("plan:own"), Card = new("plan:card");

    private static readonly Dictionary<LotId, CoverTerms> Covers = new()
    {
        [Own] = SomeCover.Terms() with { Prices = [SomeCover.Price("1", "1")] },
        [Card] = SomeCover.Terms(),
    };

    private static readonly RatedLine Line = new(
        "s", "e", Noon, Inference, InputTokens, "", "", "p@1", Quantity.Zero, Quantity.Of(9), Quantity.Of(9),
        Usd("9"),
        [
            new(FundKind.Plan, Own, Quantity.Of(2), Usd("2")), new(FundKind.Plan, Card, Quantity.Of(3), Usd("3")),
            new(FundKind.TopUp, new("topup:p"), Quantity.Of(4), Usd("4")),
        ],
        IsLate: false);

    private static readonly ReversedUsage Usage = ReversedUsage.Of(new(new(2026, 3, 10), 5, 1), Line, Covers);

    [Fact]
    public void What_a_plan_paid_at_its_own_price_was_counted_by_no_tier() =>
        Assert.Equal(Quantity.Of(7), Usage.Counted);

    [Fact]
    public void It_is_that_line_word_for_word_or_it_is_not()
    {
        ReversedUsage[] others =
        [
            Usage with { Source = "t" }, Usage with { EventId = "f" }, Usage with { Time = Noon.AddTicks(1) },
            Usage with { Service = SomeCover.Training }, Usage with { Meter = new("other") },
            Usage with { Counted = Quantity.Of(9) }, Usage with { Amount = Usd("8") },
            Usage with { Legs = [.. Line.Legs.Take(2)] }, Usage with { Legs = [.. Line.Legs.Reverse()] },
            Usage with { Legs = Line.Legs.SetItem(2, Line.Legs[2] with { Amount = Usd("4.1") }) },
        ];

        Assert.True(Usage.Is(Line, Covers));
        Assert.True((Usage with { Legs = [.. Line.Legs.AsEnumerable()] }).Is(Line, Covers));
        Assert.All(others, other => Assert.False(other.Is(Line, Covers), other.ToString()));
    }

    [Fact]
    public void The_event_that_reversed_a_line_is_read_as_it_was_kept()
    {
        var by = new ReversedBy(ReversalKind.Amend, "a b|c", Noon);

        Assert.Equal("amend 2026-03-10T12:00:00Z a b|c", by.Text);
        Assert.Equal(by, ReversedBy.Parse(by.Text));
        string[] others = ["amend", "amend 2026-03-10T12:00:00Z", "undo 2026-03-10T12:00:00Z a", "void noon a"];
        foreach (var bad in others)
            Assert.Throws<FormatException>(() => ReversedBy.Parse(bad));
    }

    [Fact]
    public void The_key_of_a_reversal_is_read_as_the_day_and_the_event_that_it_was_made_of()
    {
        var (day, id) = (new DateOnly(2026, 3, 10), EventIdentity.Key("s", "e"));

        Assert.Equal((day, id), ReversalKeys.Parse(ReversalKeys.Key(day, id)));
        foreach (var bad in (string[])["", "20260310", "2026031-ff", "20260310-xyz", "20260310-ff-ff"])
            Assert.Throws<FormatException>(() => ReversalKeys.Parse(bad));
    }
}

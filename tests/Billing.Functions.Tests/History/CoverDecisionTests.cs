using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using Billing.Money;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.History;

public sealed class CoverDecisionTests
{
    private static readonly CoverTerms Plan = Terms("4");

    [Fact]
    public void Each_way_to_be_covered_or_not_is_told()
    {
        (string Due, RatedLine Line, CoverTerms[] Known)[] cases =
        [
            (CoverDecision.NoPlan, Charged("1"), []),
            (CoverDecision.Covered, Charged("4", Activated(Plan)), [Plan]),
            (CoverDecision.CoveredInPart, Charged("5", Activated(Plan)), [Plan]),
            (CoverDecision.UsedUp,
                Charged("5", Activated(Plan with { Total = Usd("0.0000000001") })) with { Legs = [] }, [Plan]),
            (CoverDecision.Late, Charged("5") with { IsLate = true }, [Plan]),
            (CoverDecision.OtherService, Charged("5") with { Service = Training }, [Plan]),
            (CoverDecision.OtherTime, Charged("5") with { Time = Plan.Until!.Value }, [Plan]),
            (CoverDecision.OtherTime, Charged("5") with { Time = Plan.From.AddTicks(-1) }, [Plan]),
            (CoverDecision.NoPlan, Charged("0"), [Plan]),
        ];

        Assert.All(cases, it => Assert.Equal(it.Due, CoverDecision.Of(it.Line, it.Known)));
    }

    [Fact]
    public void A_plan_shows_in_the_history_when_it_begins_and_when_its_rest_is_forfeited()
    {
        Assert.Equal("10 Plan", Told(Activated()));
        Assert.Equal("-3 Plan", Told(new MovementFact.CoverExpired(new("plan:p-1:1"), Usd("3"))));
        Assert.Equal("", Told(new MovementFact.CoverExpired(new("plan:p-1:1"), Usd("0"))));
    }

    private static string Told(MovementFact fact) =>
        HistoryEntry.Of(new Movement(1, 1, Noon, fact, [])) is { } entry
            ? $"{entry.Amount.ToDecimalString()} {entry.Kind}"
            : "";

    private static RatedLine Charged(string quantity, params MovementFact[] plans)
    {
        var fold = new CoverFold(Some.PerUnit("1", "1"), null, plans);
        fold.Use(quantity);
        return fold.Last;
    }
}

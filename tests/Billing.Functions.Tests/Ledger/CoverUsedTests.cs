using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class CoverUsedTests
{
    [Fact]
    public void Each_step_is_told_once_when_it_is_reached()
    {
        var fold = Fold(Terms("100"));

        Assert.Equal("", Told(fold, "79.999999"));
        Assert.Equal("80", Told(fold, "0.000001"));
        Assert.Equal("", Told(fold, "9"));
        Assert.Equal("90", Told(fold, "10.999999"));
        Assert.Equal("100", Told(fold, "0.000001"));
        Assert.Equal("80 90 100", Told(Fold(Terms("100")), "100"));
    }

    [Fact]
    public void A_change_arms_the_steps_above_the_new_share_and_tells_those_that_it_passes()
    {
        var fold = Fold(Terms("100"));
        Assert.Equal("80 90", Told(fold, "90"));

        fold.Do(Changed(Terms("110")));
        Assert.Equal("90", Told(fold, "9"));
        fold.Do(Changed(Terms("99"), step: 2));

        Assert.Equal("100", Raised(fold));
        Assert.True(Assert.Single(fold.Book.ToState().Covers).IsExhausted);
    }

    [Fact]
    public void A_total_too_small_to_divide_and_terms_from_before_tell_only_what_is_true()
    {
        var unit = new Billing.Money.Amount(3, Billing.Money.Currency.Usd);
        var cover = Cover.Activate(new("plan:p-1:1"), Terms() with { Total = unit }, 2);

        Assert.Equal(0, CoverUsed.Reached(cover with { Remaining = unit with { Units = 1 } }));
        Assert.Equal(100, CoverUsed.Reached(cover with { Remaining = unit with { Units = 0 } }));
        Assert.Equal("", Told(Fold(Terms("10") with { TellsUse = false }), "10"));
    }

    private static string Told(CoverFold fold, string quantity)
    {
        fold.Use(quantity);
        return Raised(fold);
    }

    private static string Raised(CoverFold fold) => string.Join(' ', fold.Book.EndCommit(Noon)
        .Where(fact => fact.Kind == RaisedFacts.PlanUsed)
        .Select(fact => fact.Body.Split("\"percent\":")[1].TrimEnd('}')));

    private static CoverFold Fold(CoverTerms terms) =>
        new(Some.PerUnit("1", "1"), null, Activated(terms), TopUp("100"));
}

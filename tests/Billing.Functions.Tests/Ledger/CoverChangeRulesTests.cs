using System.Globalization;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class CoverChangeRulesTests
{
    private static readonly Cover Held = Cover.Activate(new("plan:p-1:1"), Terms("10", null, MoneyQuota("6")), 2) with
    {
        Remaining = Usd("7"),
        Quotas = [new(Usd("3"), null, false)],
        Step = 3,
        ChangedAt = Noon.AddDays(-1),
    };

    [Fact]
    public void A_sound_change_is_not_refused()
    {
        Assert.Null(Refusal(Change(Terms())));
        Assert.Null(Refusal(Change(Terms("3"), Held.Since)));
        Assert.Null(Refusal(Change(Terms() with { Until = Noon })));
        Assert.Null(Refusal(Change(Terms("10", null, MoneyQuota("3")))));
        var scheduled = Held with { ChangedAt = null, Terms = Terms() with { From = Noon.AddDays(1) } };
        var dropped = scheduled.Terms with { Until = scheduled.Since, Total = Usd("3") };
        Assert.Null(CoverChangeRules.Refusal(scheduled, Change(dropped, scheduled.Since), [], Noon));
    }

    [Fact]
    public void Each_fault_of_a_change_has_its_own_refusal()
    {
        (CoverRefusal Refusal, MovementFact.CoverChanged Change)[] faults =
        [
            (CoverRefusal.NothingCovered, Change(Terms("10", Only()))),
            (CoverRefusal.EndsBeforeStart, Change(Terms() with { Until = Terms().From.AddTicks(-1) })),
            (CoverRefusal.TotalNotPositive, Change(Terms("-1"))),
            (CoverRefusal.MixedCurrencies, Change(Terms() with { Total = Amount.OfMinor(9, Currency.Vnd) })),
            (CoverRefusal.ChangedBefore, Change(Terms(), step: 3)),
            (CoverRefusal.ChangesThePast, Change(Terms(), Held.Since.AddTicks(-1))),
            (CoverRefusal.ChangesTheFuture, Change(Terms(), Noon.AddTicks(1))),
            (CoverRefusal.EndsBeforeChange, Change(Terms() with { Until = Noon.AddTicks(-1) })),
            (CoverRefusal.TotalBelowUsed, Change(Terms("2.99"))),
            (CoverRefusal.QuotaBelowUsed, Change(Terms("10", null, MoneyQuota("2.99")))),
        ];

        Assert.All(faults, fault => Assert.Equal(fault.Refusal, Refusal(fault.Change)));
        var large = Held with { Terms = Terms() with { Total = new(long.MaxValue, Currency.Usd) } };
        Assert.Equal(CoverRefusal.TooMuchTogether, CoverChangeRules.Refusal(Held, Change(Terms()), [large], Noon));
    }

    [Fact]
    public void Earlier_spans_are_few_until_their_grace_is_over()
    {
        var cover = Held with { Earlier = [.. Enumerable.Range(0, 8).Select(Span)] };

        Assert.Equal(CoverRefusal.TooManyChanges, CoverChangeRules.Refusal(cover, Change(Terms()), [], Noon));
        Assert.False(CoverChangeRules.HasRoom(cover, [], Noon));
        var later = Noon.AddDays(-2).AddMinutes(1) + Expiry.Grace;
        Assert.Null(CoverChangeRules.Refusal(cover, Change(Terms()), [], later));
        Assert.True(CoverChangeRules.HasRoom(cover, [], later));
    }

    [Fact]
    public void Earlier_spans_of_all_covers_together_are_short()
    {
        var wide = Only([.. Enumerable.Range(0, 20).Select(i => new ServiceName($"service-{i}"))]);
        var other = Held with
        {
            Id = new("plan:p-2:1"), Earlier = [.. Enumerable.Range(0, 8).Select(i => Span(i) with { Scope = wide })],
        };
        var one = other with { Earlier = [.. other.Earlier.Select(Priced)] };

        Assert.Null(CoverChangeRules.Refusal(Held, Change(Terms()), [other], Noon));
        Assert.True(CoverChangeRules.HasRoom(Held, [other], Noon));
        Assert.Equal(CoverRefusal.ChangesTooLong, CoverChangeRules.Refusal(Held, Change(Terms()), [one], Noon));
        Assert.False(CoverChangeRules.HasRoom(Held, [one], Noon));
    }

    [Fact]
    public void What_is_refused_does_not_happen_either()
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        Assert.Throws<InvariantException>(() => book.Apply(Changed(Terms()), 2, Noon));
        book.Apply(Activated(), 2, Noon);

        Assert.Throws<InvariantException>(() => book.Apply(Changed(Terms(), Noon.AddTicks(1)), 3, Noon));
        Assert.Throws<InvariantException>(() => book.Apply(Changed(Terms(), step: 0), 3, Noon));
    }

    private static CoverSpan Span(int number) => new(
        Noon.AddDays(-2).AddMinutes(number), Noon.AddDays(-2).AddMinutes(number + 1), Only(Training), []);

    private static CoverSpan Priced(CoverSpan span, int number) => span with
    {
        Prices = [.. Enumerable.Range(0, 40).Select(i => Price(
            "1", "1", string.Create(CultureInfo.InvariantCulture, $"a={number}-{i}-{new string('x', 50)}")))],
    };

    private static CoverRefusal? Refusal(MovementFact.CoverChanged change) =>
        CoverChangeRules.Refusal(Held, change, [], Noon);

    private static MovementFact.CoverChanged Change(CoverTerms terms, DateTimeOffset? from = null, int step = 4) =>
        Changed(terms, from, step);
}

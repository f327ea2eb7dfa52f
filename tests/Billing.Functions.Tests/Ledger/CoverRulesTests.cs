using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class CoverRulesTests
{
    private static readonly CoverTerms Sound = Terms("10", Only(Inference, Training), MoneyQuota("4")) with
    {
        Prices = [Price("0.1", "1", "gpu=a100"), Price("0.2", "1", "gpu=h100"), Price("0.3", "1")],
    };

    [Fact]
    public void Sound_terms_are_not_refused()
    {
        Assert.Null(CoverRules.Refusal(Sound));
        Assert.Null(CoverRules.Refusal(Sound with { Scope = Everything, Until = null }));
        Assert.Null(CoverRules.Refusal(Sound with { Scope = Only(Many(20)), Quotas = [], Prices = [] }));
        Assert.Null(CoverRules.Refusal(Sound with { Scope = Everything, Quotas = Quotas(20) }));
        Assert.Null(CoverRules.Refusal(Sound with { Quotas = [MoneyQuota("6"), MoneyQuota("4", Training)] }));
        var above = Sound with { Quotas = [MoneyQuota("6"), MoneyQuota("5", Training)], IsSharedCeiling = true };
        Assert.Null(CoverRules.Refusal(above));
    }

    [Fact]
    public void Each_fault_of_the_terms_has_its_own_refusal()
    {
        (CoverRefusal Refusal, CoverTerms Terms)[] faults =
        [
            (CoverRefusal.NothingCovered, Sound with { Scope = Only() }),
            (CoverRefusal.TooManyServices, Sound with { Scope = Only(Many(21)) }),
            (CoverRefusal.ServiceTwice, Sound with { Scope = Only(Inference, Inference) }),
            (CoverRefusal.EndsBeforeStart, Sound with { Until = Sound.From }),
            (CoverRefusal.TotalNotPositive, Sound with { Total = Usd("0") }),
            (CoverRefusal.TotalNotPositive, Sound with { Total = Usd("-1") }),
            (CoverRefusal.TooManyQuotas, Sound with { Scope = Everything, Quotas = Quotas(21) }),
            (CoverRefusal.QuotaTwice, Sound with { Quotas = [MoneyQuota("1"), UnitQuota("1")] }),
            (CoverRefusal.QuotaNotCovered, Sound with { Quotas = [MoneyQuota("1", new("gpu"))] }),
            (CoverRefusal.QuotaEmpty, Sound with { Quotas = [new(Inference, null, null)] }),
            (CoverRefusal.QuotaEmpty, Sound with { Quotas = [MoneyQuota("0")] }),
            (CoverRefusal.QuotaEmpty, Sound with { Quotas = [UnitQuota("0")] }),
            (CoverRefusal.QuotaAboveTotal, Sound with { Quotas = [MoneyQuota("11")], IsSharedCeiling = true }),
            (CoverRefusal.QuotasAboveTotal, Sound with { Quotas = [MoneyQuota("6"), MoneyQuota("5", Training)] }),
            (CoverRefusal.TooManyPrices, Sound with { Prices = Prices(51, 1) }),
            (CoverRefusal.PriceNotCovered, Sound with { Scope = Only(Training), Quotas = [] }),
            (CoverRefusal.PriceAmbiguous, Sound with { Prices = [Price("1"), Price("2")] }),
            (CoverRefusal.PriceAmbiguous, Sound with { Prices = [Price("1", "1", "a=1"), Price("2", "1", "b=1")] }),
            (CoverRefusal.PriceDimensions, Sound with { Prices = [Price("1", "1", "b=1;a=1")] }),
            (CoverRefusal.PriceDimensions, Sound with { Prices = [Price("1", "1", "gpu")] }),
            (CoverRefusal.PriceDimensions, Sound with { Prices = [Price("1", "1", "a=1;")] }),
            (CoverRefusal.PriceDimensions, Sound with { Prices = [Price("1", "1", "a=" + new string('x', 400))] }),
            (CoverRefusal.MixedCurrencies, Sound with { Total = Amount.OfMinor(1_000, Currency.Vnd) }),
            (CoverRefusal.MixedCurrencies, Sound with { Total = Amount.OfMinor(9, Currency.Vnd), Quotas = [] }),
            (CoverRefusal.TermsTooLong, Sound with { Prices = Prices(50, 390) }),
        ];

        Assert.All(faults, fault => Assert.Equal(fault.Refusal, CoverRules.Refusal(fault.Terms)));
        Assert.Equal(
            Enum.GetValues<CoverRefusal>().Where(refusal => refusal < CoverRefusal.TooMuchTogether),
            faults.Select(fault => fault.Refusal).Distinct().Order());
    }

    [Fact]
    public void Covers_that_cannot_be_counted_together_are_refused_before_anything_is_committed()
    {
        var half = Terms() with { Total = new(long.MaxValue / 2 + 1, Currency.Usd) };
        var rest = half with { Total = new(long.MaxValue / 2, Currency.Usd) };

        Assert.Null(CoverRules.Refusal(half, [rest]));
        Assert.Equal(CoverRefusal.TooMuchTogether, CoverRules.Refusal(half, [half]));
        Assert.Equal(CoverRefusal.TotalNotPositive, CoverRules.Refusal(Sound with { Total = Usd("0") }, [half]));

        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        book.Apply(Activated(half, "p-1"), 2, Noon);
        var refused = Assert.Throws<InvariantException>(() => book.Apply(Activated(half, "p-2"), 3, Noon));
        Assert.Contains(nameof(CoverRefusal.TooMuchTogether), refused.Message, StringComparison.Ordinal);
        book.Apply(Activated(rest, "p-3"), 3, Noon);
        Assert.Equal(long.MaxValue, book.Sums().Plan);
    }

    [Fact]
    public void What_is_refused_is_not_activated_either()
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);

        Assert.Throws<InvariantException>(() => book.Apply(Activated(Sound with { Scope = Only() }), 2, Noon));
    }

    private static ServiceName[] Many(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new ServiceName($"service-{i}"))];

    private static ImmutableArray<CoverQuota> Quotas(int count) =>
        [.. Many(count).Select(service => MoneyQuota("0.1", service))];

    private static ImmutableArray<CoverPrice> Prices(int count, int length) =>
        [.. Enumerable.Range(0, count).Select(i => Price("1", "1", $"a={new string((char)('A' + i), length)}"))];
}

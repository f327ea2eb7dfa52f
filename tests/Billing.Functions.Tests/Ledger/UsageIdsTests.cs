using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class UsageIdsTests
{
    private static readonly DateOnly Today = LedgerKeys.DayOf(Noon);

    [Theory]
    [InlineData(-2, IdVerdict.New, IdVerdict.New)]
    [InlineData(-1, IdVerdict.Duplicate, IdVerdict.Conflict)]
    [InlineData(0, IdVerdict.Duplicate, IdVerdict.Conflict)]
    [InlineData(1, IdVerdict.Duplicate, IdVerdict.Conflict)]
    [InlineData(2, IdVerdict.New, IdVerdict.New)]
    public void An_id_is_known_on_its_day_and_the_days_beside_it(int days, IdVerdict same, IdVerdict other)
    {
        var ids = new UsageIds();
        ids.Add(7, 70, Today);

        Assert.Equal(same, ids.Lookup(7, 70, Today.AddDays(days)));
        Assert.Equal(other, ids.Lookup(7, 71, Today.AddDays(days)));
        Assert.Equal(IdVerdict.New, ids.Lookup(8, 70, Today.AddDays(days)));
    }

    [Fact]
    public void What_was_first_said_under_an_id_stands()
    {
        var ids = new UsageIds();
        ids.Add(7, 70, Today);
        ids.Add(7, 71, Today);

        Assert.Equal(IdVerdict.Duplicate, ids.Lookup(7, 70, Today));
        Assert.Equal(1, ids.Count);
    }

    [Fact]
    public void All_identities_are_counted_rated_and_quarantined_dated_and_not()
    {
        var ids = new UsageIds();
        ids.Add(7, 70, Today);
        ids.Add(8, 70, Today);
        ids.Add(7, 70, Today.AddDays(5));
        ids.AddQuarantined("20260310", "q");
        ids.AddQuarantined("00000000", "q");

        Assert.Equal(5, ids.Count);
        ids.RemoveQuarantined("20260310", "q");
        ids.RemoveQuarantined("20260311", "q");
        Assert.Equal(4, ids.Count);
        Assert.False(ids.IsQuarantined("20260310", "q"));
        Assert.True(ids.IsQuarantined("00000000", "q"));
        Assert.False(ids.IsQuarantined("00000000", "r"));
    }

    [Fact]
    public void What_an_entry_committed_is_remembered()
    {
        var kept = new QuarantinedEvent("20260310", "q1", "unknown_meter", "", "{}", Noon);
        var usage = SomeLedger.Usage(AccountState.Empty with { Currency = Currency.Usd }, 3);
        var entry = usage with { Quarantined = [kept] };
        var ids = new UsageIds();

        ids.Remember(entry);

        Assert.Equal(4, ids.Count);
        Assert.All(entry.Lines, line => Assert.Equal(IdVerdict.Duplicate, UsageDeskTests.Lookup(ids, line)));
        Assert.True(ids.IsQuarantined("20260310", "q1"));
        ids.Remember(new(Noon) { Released = [kept] });
        Assert.False(ids.IsQuarantined("20260310", "q1"));
    }

    [Fact]
    public void Thousands_of_identities_are_found_again_and_no_others()
    {
        var ids = new UsageIds();
        for (var i = 0; i < 5_000; i++) ids.Add(Key(i), (UInt128)i, Today);

        Assert.Equal(5_000, ids.Count);
        for (var i = 0; i < 5_000; i++)
        {
            Assert.Equal(IdVerdict.Duplicate, ids.Lookup(Key(i), (UInt128)i, Today));
            Assert.Equal(IdVerdict.Conflict, ids.Lookup(Key(i), (UInt128)i + 1, Today));
            Assert.Equal(IdVerdict.New, ids.Lookup(Key(i + 5_000), (UInt128)i, Today));
        }
    }

    [Fact]
    public void Keys_that_end_alike_stay_apart_and_the_key_of_zeros_is_a_key()
    {
        var ids = new UsageIds();
        for (var i = 1; i < 100; i++) ids.Add(new UInt128((ulong)i, 0), 5, Today);
        Assert.Equal(IdVerdict.New, ids.Lookup(0, 5, Today));

        ids.Add(0, 5, Today);
        ids.Add(0, 6, Today);

        Assert.Equal(100, ids.Count);
        Assert.Equal(IdVerdict.Duplicate, ids.Lookup(0, 5, Today));
        Assert.Equal(IdVerdict.New, ids.Lookup(new UInt128(100, 0), 5, Today));
        for (var i = 1; i < 100; i++)
            Assert.Equal(IdVerdict.Duplicate, ids.Lookup(new UInt128((ulong)i, 0), 5, Today));
    }

    [Fact]
    public void A_set_takes_in_all_of_another()
    {
        var (ids, other) = (new UsageIds(), new UsageIds());
        ids.Add(7, 70, Today);
        other.Add(0, 1, Today);
        other.Add(8, 80, Today);
        other.Add(9, 90, Today.AddDays(5));
        other.AddQuarantined("20260310", "kept");
        other.AddQuarantined("00000000", "undated");

        ids.AddAll(other);

        Assert.Equal(6, ids.Count);
        Assert.Equal(IdVerdict.Duplicate, ids.Lookup(0, 1, Today));
        Assert.Equal(IdVerdict.Duplicate, ids.Lookup(7, 70, Today));
        Assert.Equal(IdVerdict.Duplicate, ids.Lookup(8, 80, Today));
        Assert.Equal(IdVerdict.Duplicate, ids.Lookup(9, 90, Today.AddDays(5)));
        Assert.True(ids.IsQuarantined("20260310", "kept") && ids.IsQuarantined("00000000", "undated"));
    }

    private static UInt128 Key(int i) => EventIdentity.Key("source", $"event-{i}");
}

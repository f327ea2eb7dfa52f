using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

/// <summary>The table is seen through the identities that it holds.</summary>
public sealed class IdTableTests
{
    private static readonly DateOnly Today = LedgerKeys.DayOf(Noon);

    [Fact]
    public void Every_key_is_found_with_its_own_fingerprint_however_many_there_are()
    {
        var ids = new UsageIds();
        for (var i = 0; i < 2_000; i++)
        {
            Assert.Equal(IdVerdict.New, ids.Lookup(Key(i), Print(i), Today));
            ids.Add(Key(i), Print(i), Today);
            ids.Add(Key(i), Print(i + 1), Today);
            Assert.Equal(i + 1, ids.Count);
        }

        for (var i = 0; i < 2_000; i++)
        {
            Assert.Equal(IdVerdict.Duplicate, ids.Lookup(Key(i), Print(i), Today));
            Assert.Equal(IdVerdict.Conflict, ids.Lookup(Key(i), Print(i + 1), Today));
            Assert.Equal(IdVerdict.New, ids.Lookup(Key(i + 2_000), Print(i), Today));
        }
    }

    [Fact]
    public void Room_that_is_made_loses_and_adds_nothing()
    {
        var ids = new UsageIds();
        ids.Expect(Today, 0);
        for (var i = 0; i < 300; i++)
        {
            if (i % 60 == 0) ids.Expect(Today, i * 5);
            ids.Add(Key(i), Print(i), Today);
        }
        ids.Expect(Today.AddDays(1), 100);

        Assert.Equal(300, ids.Count);
        for (var i = 0; i < 300; i++)
        {
            Assert.Equal(IdVerdict.Duplicate, ids.Lookup(Key(i), Print(i), Today));
            Assert.Equal(IdVerdict.New, ids.Lookup(Key(i + 300), Print(i), Today));
        }
    }

    [Fact]
    public void Keys_that_look_in_the_same_place_are_apart()
    {
        var ids = new UsageIds();
        for (var i = 0; i < 40; i++) ids.Add(((UInt128)(ulong)i << 64) | 15, Print(i), Today);

        Assert.Equal(40, ids.Count);
        for (var i = 0; i < 40; i++)
            Assert.Equal(IdVerdict.Duplicate, ids.Lookup(((UInt128)(ulong)i << 64) | 15, Print(i), Today));
    }

    [Fact]
    public void The_key_of_zeros_is_one_like_any_other()
    {
        var ids = new UsageIds();
        Assert.Equal(IdVerdict.New, ids.Lookup(0, 0, Today));
        ids.Add(0, 5, Today);
        ids.Add(0, 6, Today);

        Assert.Equal(1, ids.Count);
        Assert.Equal(IdVerdict.Duplicate, ids.Lookup(0, 5, Today));
        Assert.Equal(IdVerdict.Conflict, ids.Lookup(0, 6, Today));
        Assert.Equal(IdVerdict.New, ids.Lookup(1, 5, Today));
        ids.Add(1, 7, Today);
        Assert.Equal(2, ids.Count);
        Assert.Equal(IdVerdict.Duplicate, ids.Lookup(0, 5, Today));
    }

    [Fact]
    public void Taking_in_others_keeps_what_was_known_first()
    {
        var (ids, others) = (new UsageIds(), new UsageIds());
        ids.Add(1, 10, Today);
        ids.Add(0, 20, Today);
        others.AddQuarantined("20260310", "q");
        others.AddQuarantined("00000000", "u");
        for (var i = 0; i < 30; i++) others.Add((UInt128)i, 30, Today.AddDays(i % 2));

        ids.AddAll(others);

        Assert.Equal(33, ids.Count);
        Assert.Equal(IdVerdict.Duplicate, ids.Lookup(0, 20, Today));
        Assert.Equal(IdVerdict.Duplicate, ids.Lookup(1, 10, Today));
        Assert.All(
            Enumerable.Range(2, 28), i => Assert.Equal(IdVerdict.Duplicate, ids.Lookup((UInt128)i, 30, Today)));
        Assert.True(ids.IsQuarantined("20260310", "q") && ids.IsQuarantined("00000000", "u"));

        var fresh = new UsageIds();
        fresh.AddAll(ids);
        Assert.Equal(ids.Count, fresh.Count);
        Assert.Equal(IdVerdict.Duplicate, fresh.Lookup(0, 20, Today));
    }

    private static UInt128 Key(int number) => new((ulong)number, unchecked((ulong)(number + 1) * 0x9E3779B97F4A7C15));

    private static UInt128 Print(int number) => (UInt128)(number % 7 + 1);
}

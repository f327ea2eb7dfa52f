using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class HotAccountsTests
{
    private static readonly HashSet<int> NoDays = [];

    [Fact]
    public void What_is_put_is_taken_once()
    {
        var (hot, ids) = (new HotAccounts(), new UsageIds());
        var head = Head();
        hot.Put(head, ids);

        var taken = hot.Take(head.Account, NoDays);

        Assert.Same(head, taken!.Value.Head);
        Assert.Same(ids, taken.Value.Ids);
        Assert.Null(hot.Take(head.Account, NoDays));
    }

    [Fact]
    public void Newer_memory_of_an_account_replaces_the_older()
    {
        var hot = new HotAccounts(maxIds: 40);
        var head = Head();
        for (var i = 0; i < 5; i++) hot.Put(head with { CommitNo = i }, Ids(20));

        Assert.Equal(4, hot.Take(head.Account, NoDays)!.Value.Head.CommitNo);
    }

    [Fact]
    public void Memory_that_was_taken_or_replaced_costs_nothing_more()
    {
        var hot = new HotAccounts(maxIds: 100);
        var heads = Enumerable.Range(0, 7).Select(_ => Head()).ToList();
        hot.Put(heads[0], Ids(4));
        hot.Put(heads[0], Ids(4));
        hot.Take(heads[0].Account, NoDays);
        for (var i = 0; i < heads.Count; i++) hot.Put(heads[i], Ids(4));

        Assert.Equal(
            [false, false, true, true, true, true, true],
            heads.Select(head => hot.Take(head.Account, NoDays) is not null));
    }

    [Fact]
    public void A_head_without_a_stored_row_is_not_remembered()
    {
        var hot = new HotAccounts();
        var head = Head() with { ETag = "" };

        hot.Put(head, new());

        Assert.Null(hot.Take(head.Account, NoDays));
    }

    [Theory]
    [InlineData(84, true)]
    [InlineData(85, false)]
    public void An_account_costs_its_identities_and_sixteen_more(int count, bool isRemembered)
    {
        var hot = new HotAccounts(maxIds: 100);
        var head = Head();

        hot.Put(head, Ids(count));

        Assert.Equal(isRemembered, hot.Take(head.Account, NoDays) is not null);
    }

    [Fact]
    public void Who_was_used_longest_ago_makes_room_and_no_more_than_is_needed()
    {
        var hot = new HotAccounts(maxIds: 100);
        var heads = Enumerable.Range(0, 4).Select(_ => Head()).ToList();

        Remember(4, 24, 4, 4);
        Assert.Equal([true, true, true, true], heads.Select(Has));
        Remember(4, 24, 4, 5);
        Assert.Equal([false, true, true, true], heads.Select(Has));

        void Remember(params int[] counts)
        {
            foreach (var (i, count) in counts.Index()) hot.Put(heads[i], Ids(count));
        }

        bool Has(AccountHead head) => hot.Take(head.Account, NoDays) is not null;
    }

    [Fact]
    public void Memory_is_of_use_only_if_every_day_asked_for_was_read()
    {
        var (hot, ids) = (new HotAccounts(), new UsageIds());
        var head = Head();
        ids.Add(1, 2, LedgerKeys.DayOf(Noon));
        hot.Put(head, ids);

        Assert.Null(hot.Take(head.Account, new HashSet<int> { LedgerKeys.DayOf(Noon).DayNumber }));
    }

    private static AccountHead Head() => AccountHead.New(Account()) with { ETag = "x" };

    private static UsageIds Ids(int count)
    {
        var ids = new UsageIds();
        for (var i = 0; i < count; i++) ids.Add((UInt128)i, 0, LedgerKeys.DayOf(Noon));
        return ids;
    }
}

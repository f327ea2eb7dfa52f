using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Microsoft.Extensions.Logging;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Notices;

public sealed class DeliverOutboxTests(Azurite azurite)
{
    [Fact]
    public async Task Facts_reach_the_bus_in_the_order_of_the_ledger_and_leave_the_outbox()
    {
        var (world, account) = (await TimerWorld.Open(azurite), Account("told"));
        await Tell(world, account, "a", "b");
        await Tell(world, account, "c");

        await world.Deliver();
        await world.Deliver();

        Assert.Equal("a:2 b:3 c:4", world.Told(account));
        var first = world.Bus.Sent.First();
        Assert.Equal(
            (account.Value, $"{account}:2", """{"is":"a"}"""),
            (first.SessionId, first.MessageId, first.Body.ToString()));
        Assert.Empty(await world.Outbox.Waiting(account, default));
        await world.Standing(account);
    }

    [Fact]
    public async Task More_facts_than_one_look_shows_are_all_delivered()
    {
        var (world, account) = (await TimerWorld.Open(azurite), Account("much"));
        await Tell(world, account, [.. Enumerable.Range(0, 60).Select(i => $"f{i}")]);
        await Tell(world, account, [.. Enumerable.Range(60, 60).Select(i => $"f{i}")]);

        await world.Deliver();

        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"f{i}:{i + 2}"), world.Told(account).Split(' '));
    }

    [Fact]
    public async Task Two_deliverers_at_once_bring_each_fact_at_least_once_and_first_in_order()
    {
        var (world, account) = (await TimerWorld.Open(azurite), Account("two"));
        await Tell(world, account, [.. Enumerable.Range(0, 40).Select(i => $"f{i}")]);

        var other = await world.Another();
        await Task.WhenAll(world.Deliver(), other.Deliver(), world.Deliver());

        var told = world.Told(account).Split(' ');
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"f{i}:{i + 2}"), told.Distinct());
        Assert.Empty(await world.Outbox.Waiting(account, default));
    }

    [Fact]
    public async Task An_outage_of_the_bus_delays_and_loses_nothing()
    {
        var (world, account, other) = (await TimerWorld.Open(azurite), Account("out"), Account("out"));
        await Tell(world, account, "a", "b");
        await Tell(world, other, "x");
        var down = true;
        world.Bus.Refusal = message => down && message.Subject != "x"
            ? new ServiceBusException("Away.", ServiceBusFailureReason.ServiceBusy)
            : null;

        await world.Deliver();
        Assert.Equal(("", "x:2"), (world.Told(account), world.Told(other)));
        Assert.Single(world.Log.Entries, entry => entry.Level == LogLevel.Error);
        down = false;
        await world.Deliver();
        Assert.Equal("", world.Told(account));

        world.Clock.Advance(TimeSpan.FromSeconds(5));
        await world.Deliver();
        Assert.Equal("a:2 b:3", world.Told(account));
    }

    [Fact]
    public async Task A_fact_that_can_never_be_delivered_is_set_aside_and_does_not_stop_those_behind_it()
    {
        var (world, account) = (await TimerWorld.Open(azurite), Account("poison"));
        await Tell(world, account, "a", "huge", "b", "broken", "c");
        world.Bus.Refusal = message => message.Subject == "huge"
            ? new ServiceBusException("Too large.", ServiceBusFailureReason.MessageSizeExceeded)
            : null;
        var rows = await world.Outbox.Waiting(account, default);
        var broken = new TableEntity(rows[3]) { ["Body"] = """{"is":"forged"}""" };
        await world.Bare.Rows.UpdateEntityAsync(broken, Azure.ETag.All, TableUpdateMode.Replace);

        await world.Deliver();

        Assert.Equal("a:2 b:4 c:6", world.Told(account));
        Assert.Equal(2, world.Log.Entries.Count(entry => entry.Level == LogLevel.Error));
        var aside = await world.Outbox.ListSetAside("", 10, default);
        Assert.Equal(
            [$"{account} 3 huge Too large. (MessageSizeExceeded)",
                $"{account} 5 broken Row O|0000000000000000005|{account} is not as it was written."],
            aside.Select(fact => $"{fact.Account} {fact.Seq} {fact.Kind} {fact.Reason}"));
        Assert.Empty(await world.Outbox.Waiting(account, default));
    }

    [Fact]
    public async Task A_commit_that_is_slower_than_the_deliverer_is_found_after_it_and_its_mark_goes_when_it_is_old()
    {
        var (world, account) = (await TimerWorld.Open(azurite), Account("slow"));
        await world.Marks.Mark(account, world.Clock.GetUtcNow(), default);
        for (var second = 0; second < 30; second += 5)
        {
            await world.Deliver();
            world.Clock.Advance(TimeSpan.FromSeconds(5));
        }
        await world.Bare.Commit(
            AccountHead.New(account), Entry(Opened()) with { Outbox = [new("late", "{}")] }, [], default);

        for (var second = 0; second < 45; second += 5)
        {
            await world.Deliver();
            world.Clock.Advance(TimeSpan.FromSeconds(5));
        }
        Assert.Equal("late:2", world.Told(account));
        Assert.Equal(1, await Marks(world));

        for (var minute = 0; minute < 61; minute++)
        {
            await world.Deliver();
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal(0, await Marks(world));
    }

    [Fact]
    public async Task A_mark_that_is_set_again_while_it_is_looked_behind_stays()
    {
        var (world, account) = (await TimerWorld.Open(azurite), Account("again"));
        await world.Marks.Mark(account, Noon, default);
        OutboxMark? seen = null;
        foreach (var bucket in OutboxMarkTable.Buckets)
            seen ??= (await world.Marks.Due(bucket, Noon, default)).SingleOrDefault();

        await world.Marks.Mark(account, Noon.AddHours(1), default);
        await world.Marks.Remove(seen!, default);
        await world.Marks.Postpone(seen! with { Due = Noon.AddYears(1) }, default);

        Assert.Equal(1, await Marks(world));
    }

    [Fact]
    public async Task Facts_whose_mark_was_lost_are_found_by_the_audit()
    {
        var (world, account) = (await TimerWorld.Open(azurite), Account("unmarked"));
        await world.Bare.Commit(
            AccountHead.New(account), Entry(Opened()) with { Outbox = [new("lost", "{}")] }, [], default);
        await world.Deliver();
        Assert.Equal("", world.Told(account));

        Assert.True((await new LedgerAuditor(world.Ledger, world.Clock).Audit(account, default)).Ok);
        await world.Deliver();

        Assert.Equal("lost:2", world.Told(account));
    }

    internal static Task Tell(TimerWorld world, AccountId account, params string[] kinds) =>
        world.Commit(account, head => new LedgerEntry(world.Clock.GetUtcNow())
        {
            Movements = head.State.IsOpen ? [] : [new MovementFact.Opened(Billing.Money.Currency.Jpy, "UTC")],
            Outbox = [.. kinds.Select(kind => new OutboxFact(kind, $$"""{"is":"{{kind}}"}"""))],
        });

    private static async Task<int> Marks(TimerWorld world)
    {
        var count = 0;
        foreach (var bucket in OutboxMarkTable.Buckets)
            count += (await world.Marks.Due(bucket, Noon.AddDays(1), default)).Count;
        return count;
    }
}

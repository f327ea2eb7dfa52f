using Azure;
using Azure.Messaging.ServiceBus;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Notices;
using Microsoft.Extensions.Logging.Abstractions;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Notices;

/// <summary>Each call to storage and bus of a delivery, and of the commit before it, goes wrong in each way.</summary>
public sealed class OutboxDeliveryTests(Azurite azurite)
{
    [Fact]
    public async Task Facts_are_delivered_in_order_and_kept_once_wherever_a_delivery_breaks()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var (world, account) = (await TimerWorld.Open(azurite), Account("crash-deliver"));
            await DeliverOutboxTests.Tell(world, account, "a", "b", "c");
            await Attempt(() => Deliver(world, plan));

            world.Clock.Advance(TimeSpan.FromMinutes(6));
            await world.Deliver();

            Assert.Equal(["a:2", "b:3", "c:4"], world.Told(account).Split(' ').Distinct());
            Assert.Empty(await world.Outbox.Waiting(account, default));
            await world.Standing(account);
            Assert.Equal("c:4 b:3 a:2", await Kept(world, account));
        });
        Assert.Equal(81, tried);
    }

    [Fact]
    public async Task A_fact_of_a_commit_is_delivered_wherever_the_commit_breaks()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var (world, account) = (await TimerWorld.Open(azurite), Account("crash-tell"));
            await Attempt(async () => await DeliverOutboxTests.Tell(await world.Another(plan), account, "a"));
            if (!(await world.Ledger.Load(account, default)).State.IsOpen)
                await DeliverOutboxTests.Tell(world, account, "a");

            await world.Deliver();

            Assert.Equal("a:2", world.Told(account));
        });
        Assert.Equal(27, tried);
    }

    /// <summary>What came after the look cannot have been seen by it.</summary>
    [Fact]
    public async Task A_mark_that_grows_old_only_after_the_look_stays()
    {
        var (world, account) = (await TimerWorld.Open(azurite), Account("slow-look"));
        await world.Marks.Mark(account, world.Clock.GetUtcNow(), default);
        world.Clock.Advance(LedgerMarks.MarkPatience - TimeSpan.FromSeconds(1));
        world.Clock.AutoAdvanceAmount = TimeSpan.FromMilliseconds(400);

        await world.Deliver();

        world.Clock.AutoAdvanceAmount = TimeSpan.Zero;
        Assert.True(world.Clock.GetUtcNow() > Noon + LedgerMarks.MarkPatience);
        Assert.Equal(account, Assert.Single(await AllMarks(world)).Account);
    }

    /// <summary>
    /// A commit is on its way for ten minutes. Its worker's clock is ten minutes slow, that of the deliverer fast; a
    /// worker with a right clock marked the account before.
    /// </summary>
    [Fact]
    public async Task A_fact_is_told_although_the_clocks_of_its_commit_and_of_its_deliverer_are_far_apart()
    {
        var (world, account) = (await TimerWorld.Open(azurite), Account("skewed"));
        await world.Marks.Mark(account, Noon, default);
        await world.Marks.Mark(account, Noon - LedgerTime.MaxClockError, default);
        world.Clock.Advance(LedgerTime.MaxClockError);
        for (var i = 0; i < 9; i++)
        {
            await world.Deliver();
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var late = new LedgerEntry(Noon) { Outbox = [new("late", "{}")] };
        await world.Bare.Commit(AccountHead.New(account), late, [], default);
        world.Clock.Advance(LedgerMarks.MarkPatience);
        await world.Deliver();

        Assert.Equal("late:1", world.Told(account));
        world.Clock.Advance(LedgerMarks.MarkPatience);
        await world.Deliver();
        Assert.Empty(await AllMarks(world));
    }

    [Fact]
    public async Task A_poison_fact_is_set_aside_wherever_that_breaks()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var (world, account) = (await TimerWorld.Open(azurite), Account("crash-poison"));
            await DeliverOutboxTests.Tell(world, account, "huge", "b");
            world.Bus.Refusal = message => message.Subject == "huge"
                ? new ServiceBusException("Too large.", ServiceBusFailureReason.MessageSizeExceeded)
                : null;
            await Attempt(() => Deliver(world, plan));

            world.Clock.Advance(TimeSpan.FromMinutes(6));
            await world.Deliver();

            Assert.Equal(["b:3"], world.Told(account).Split(' ').Distinct());
            Assert.Equal("huge", Assert.Single(await world.Outbox.ListSetAside("", 9, default)).Kind);
            Assert.Empty(await world.Outbox.Waiting(account, default));
        });
        Assert.Equal(63, tried);
    }

    /// <summary>Delivers by the one bucket that has a mark, so that each call is about it.</summary>
    private static async Task Deliver(TimerWorld clean, FaultPlan plan)
    {
        var broken = await clean.Another(plan);
        var delivery = new OutboxDelivery(
            broken.Outbox, broken.Marks, new(broken.Bus), broken.Clock, NullLogger<OutboxDelivery>.Instance);
        foreach (var bucket in OutboxMarkTable.Buckets)
            foreach (var mark in await clean.Marks.Due(bucket, clean.Clock.GetUtcNow(), default))
                await delivery.Deliver(mark, DateTimeOffset.MaxValue, default);
    }

    /// <summary>Hands all that the bus was sent to the consumer, and lists the account's notices.</summary>
    private async Task<string> Kept(TimerWorld world, AccountId account)
    {
        await azurite.Table(NoticeTable.Name);
        var notices = new NoticeTable(await azurite.Tables());
        var verb = new ReceiveBillingFacts(
            notices, new(await azurite.Tables()), (await InvoiceOffice.Open(azurite, world.Clock)).Work, world.Clock,
            NullLogger<ReceiveBillingFacts>.Instance);
        await verb.Run([.. world.Bus.Sent], new SettledMessages(), new FakeDurable(), default);
        var kept = await notices.List(account, null, 100, default);
        return string.Join(' ', kept.Select(notice => $"{notice.Kind}:{notice.Seq}"));
    }

    private static async Task Attempt(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (
            fault is RequestFailedException or OperationCanceledException or ProcessKilledException)
        {
            // The timer, or the request, saw a failure.
        }
    }

    private static async Task<IReadOnlyList<OutboxMark>> AllMarks(TimerWorld world)
    {
        var marks = await Task.WhenAll(OutboxMarkTable.Buckets.Select(
            bucket => world.Marks.Due(bucket, DateTimeOffset.MaxValue, default)));
        return [.. marks.SelectMany(it => it)];
    }
}

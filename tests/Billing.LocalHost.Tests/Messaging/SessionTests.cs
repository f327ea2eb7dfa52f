using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Billing.LocalHost.Tests.Support;

namespace Billing.LocalHost.Tests.Messaging;

public sealed class SessionTests(Azurite azurite)
{
    [Fact]
    public async Task A_session_has_one_batch_at_a_time_and_its_messages_come_in_order()
    {
        var running = new ConcurrentDictionary<string, int>();
        var overlaps = 0;
        var together = 0;
        var inbox = new Inbox();
        inbox.Work = async (messages, actions) =>
        {
            var session = messages[0].SessionId!;
            if (running.AddOrUpdate(session, 1, (_, count) => count + 1) > 1) Interlocked.Increment(ref overlaps);
            if (running.Count(entry => entry.Value > 0) > 1) Interlocked.Increment(ref together);
            await Task.Delay(30);
            foreach (var message in messages) await actions.CompleteMessageAsync(message);
            running.AddOrUpdate(session, 0, (_, count) => count - 1);
        };
        await using var queue = await QueueHost.StartAsync<TakeSession>(
            azurite, inbox, """{"extensions":{"serviceBus":{"maxMessageBatchSize":5,"maxConcurrentSessions":3}}}""");

        var sent = Enumerable.Range(0, 90).Select(n => new ServiceBusMessage($"{n}") { SessionId = $"s{n % 4}" });
        await queue.Host.Sender.SendMessagesAsync(sent);
        await queue.Host.DrainedAsync();

        Assert.Equal(90, inbox.Bodies.Distinct().Count());
        Assert.Equal(0, overlaps);
        Assert.True(together > 0, "Different sessions run side by side.");
        Assert.All(inbox.Batches, batch =>
        {
            Assert.Single(batch.Select(message => message.SessionId).Distinct());
            Assert.Equal(batch.Select(message => message.SequenceNumber).Order(), batch.Select(m => m.SequenceNumber));
        });
    }

    [Fact]
    public async Task No_more_sessions_run_at_once_than_allowed()
    {
        var running = 0;
        var most = 0;
        var inbox = new Inbox();
        inbox.Work = async (messages, actions) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            await Task.Delay(100);
            foreach (var message in messages) await actions.CompleteMessageAsync(message);
            Interlocked.Decrement(ref running);
        };
        await using var queue = await QueueHost.StartAsync<TakeSession>(
            azurite, inbox, """{"extensions":{"serviceBus":{"maxConcurrentSessions":2}}}""");

        await queue.Host.Sender.SendMessagesAsync(
            Enumerable.Range(0, 8).Select(n => new ServiceBusMessage($"{n}") { SessionId = $"s{n}" }));
        await queue.Host.DrainedAsync();

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_message_without_a_session_is_dead_lettered()
    {
        await using var queue = await QueueHost.StartAsync<TakeSession>(azurite);

        await queue.Host.Sender.SendMessageAsync(new ServiceBusMessage("lost"));

        var dead = await DeadLetters.OneAsync(queue.Host);
        Assert.Equal("MalformedMessage", dead.DeadLetterReason);
        Assert.Empty(queue.Inbox.Batches);
    }

    [Fact]
    public async Task What_is_stored_with_a_session_is_there_for_its_next_batch()
    {
        await using var queue = await QueueHost.StartAsync<CountSession>(azurite);

        foreach (var n in Enumerable.Range(0, 3))
        {
            await queue.Host.Sender.SendMessageAsync(new ServiceBusMessage($"{n}") { SessionId = "a/b" });
            await TestHost.EventuallyAsync(() => queue.Inbox.Batches.Count == n + 1);
        }

        await queue.Host.DrainedAsync();
        Assert.Equal(["", "1", "11"], queue.Inbox.States);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        while (Volatile.Read(ref most) is var seen && seen < value)
            Interlocked.CompareExchange(ref most, value, seen);
    }
}

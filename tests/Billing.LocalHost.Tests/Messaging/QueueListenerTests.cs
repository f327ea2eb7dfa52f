using Azure.Messaging.ServiceBus;
using Billing.LocalHost.Tests.Support;

namespace Billing.LocalHost.Tests.Messaging;

public sealed class QueueListenerTests(Azurite azurite)
{
    [Fact]
    public async Task A_batch_brings_messages_as_they_were_sent()
    {
        await using var queue = await QueueHost.StartAsync<TakeBatch>(azurite);
        var at = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var sent = new ServiceBusMessage("Xin chào <&> \"\0\"")
        {
            MessageId = "m-1",
            Subject = "usage",
            ContentType = "text/plain",
            CorrelationId = "c-1",
            ApplicationProperties = { ["n"] = 5L, ["on"] = true, ["at"] = at, ["price"] = 1.50m, ["name"] = "a" },
        };

        await queue.Host.Sender.SendMessageAsync(sent);
        await TestHost.EventuallyAsync(() => queue.Inbox.Messages.Any());

        var got = queue.Inbox.Messages.Single();
        Assert.Equal("Xin chào <&> \"\0\"", got.Body.ToString());
        Assert.Equal(("m-1", "usage", "text/plain", "c-1", null as string),
            (got.MessageId, got.Subject, got.ContentType, got.CorrelationId, got.SessionId));
        Assert.Equal(5L, got.ApplicationProperties["n"]);
        Assert.Equal(true, got.ApplicationProperties["on"]);
        Assert.Equal(at, got.ApplicationProperties["at"]);
        Assert.Equal(1.50m, got.ApplicationProperties["price"]);
        Assert.Equal(1, got.DeliveryCount);
        Assert.True(Guid.TryParse(got.LockToken, out _));
        Assert.True(got.LockedUntil > got.EnqueuedTime);
        await queue.Host.DrainedAsync();
    }

    [Fact]
    public async Task Many_messages_arrive_once_each_in_batches_no_larger_than_allowed()
    {
        await using var queue = await QueueHost.StartAsync<TakeBatch>(
            azurite, hostJson: """{"extensions":{"serviceBus":{"maxMessageBatchSize":40}}}""");
        var sent = Enumerable.Range(0, 300).Select(n => $"{n}").ToList();

        foreach (var part in sent.Chunk(100))
            await queue.Host.Sender.SendMessagesAsync(part.Select(body => new ServiceBusMessage(body)));
        await queue.Host.DrainedAsync();

        Assert.Equal(sent.Order(), queue.Inbox.Bodies.Order());
        Assert.All(queue.Inbox.Batches, batch => Assert.InRange(batch.Count, 1, 40));
        Assert.Contains(queue.Inbox.Batches, batch => batch.Count > 1);
        Assert.Empty(queue.Inbox.Refusals);
    }

    [Fact]
    public async Task Sequence_numbers_grow()
    {
        await using var queue = await QueueHost.StartAsync<TakeBatch>(azurite);

        foreach (var n in Enumerable.Range(0, 5))
            await queue.Host.Sender.SendMessageAsync(new ServiceBusMessage($"{n}"));
        await queue.Host.DrainedAsync();

        var inOrder = queue.Inbox.Messages.OrderBy(message => message.SequenceNumber);
        Assert.Equal(["0", "1", "2", "3", "4"], inOrder.Select(message => message.Body.ToString()));
    }

    [Fact]
    public async Task A_message_that_waits_for_its_turn_keeps_its_lock_and_its_delivery_count()
    {
        var gate = new TaskCompletionSource();
        var inbox = new Inbox();
        inbox.Work = async (messages, actions) =>
        {
            if (inbox.Batches.Count == 1) await gate.Task;
            await actions.CompleteMessageAsync(messages[0]);
        };
        await using var queue = await QueueHost.StartAsync<TakeBatch>(
            azurite,
            inbox,
            """{"extensions":{"serviceBus":{"maxMessageBatchSize":1,"maxConcurrentCalls":1}}}""",
            ("LocalHost__LockSeconds", "2"));

        await queue.Host.Sender.SendMessagesAsync([new ServiceBusMessage("1"), new ServiceBusMessage("2")]);
        await TestHost.EventuallyAsync(() => !inbox.Batches.IsEmpty);
        await Task.Delay(TimeSpan.FromSeconds(3.5), TestContext.Current.CancellationToken);
        gate.SetResult();
        await queue.Host.DrainedAsync();

        var first = inbox.Bodies.First();
        Assert.Equal([ServiceBusFailureReason.MessageLockLost], inbox.Refusals);
        Assert.All(inbox.Messages.Where(message => message.Body.ToString() != first),
            message => Assert.Equal(1, message.DeliveryCount));
        Assert.Equal([1, 2], inbox.Messages.Where(message => message.Body.ToString() == first)
            .Select(message => message.DeliveryCount).Order());
    }

    [Fact]
    public async Task Stopping_lets_the_running_batch_finish()
    {
        var inbox = new Inbox();
        inbox.Work = async (messages, actions) =>
        {
            await Task.Delay(500);
            foreach (var message in messages) await actions.CompleteMessageAsync(message);
        };
        var queue = await QueueHost.StartAsync<TakeBatch>(azurite, inbox);
        await queue.Host.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        await TestHost.EventuallyAsync(() => !inbox.Batches.IsEmpty);

        await queue.DisposeAsync();

        Assert.Equal(0, (await queue.Host.Stored().GetPropertiesAsync()).Value.ApproximateMessagesCount);
        Assert.Empty(inbox.Refusals);
    }
}

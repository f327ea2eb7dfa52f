using Azure.Messaging.ServiceBus;
using Billing.LocalHost.Tests.Support;

namespace Billing.LocalHost.Tests.Messaging;

public sealed class BatchRunTests(Azurite azurite)
{
    [Fact]
    public async Task Auto_complete_completes_on_success()
    {
        var inbox = new Inbox { Work = (_, _) => Task.CompletedTask };
        await using var queue = await QueueHost.StartAsync<TakeOne>(azurite, inbox);

        await queue.Host.Sender.SendMessagesAsync(Enumerable.Range(0, 40).Select(n => new ServiceBusMessage($"{n}")));
        await queue.Host.DrainedAsync();

        Assert.Equal(40, inbox.Bodies.Distinct().Count());
        Assert.Equal(40, inbox.Batches.Count);
    }

    [Fact]
    public async Task Auto_complete_abandons_on_an_exception()
    {
        var inbox = new Inbox
        {
            Work = (messages, _) => messages[0].DeliveryCount < 3
                ? throw new InvalidOperationException("not yet")
                : Task.CompletedTask,
        };
        await using var queue = await QueueHost.StartAsync<TakeOne>(azurite, inbox);

        await queue.Host.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        await queue.Host.DrainedAsync();

        Assert.Equal([1, 2, 3], inbox.Messages.Select(message => message.DeliveryCount));
    }

    [Fact]
    public async Task A_message_that_the_function_settled_is_left_as_it_is()
    {
        var inbox = new Inbox
        {
            Work = (messages, actions) => actions.DeadLetterMessageAsync(messages[0], deadLetterReason: "No"),
        };
        await using var queue = await QueueHost.StartAsync<TakeOne>(azurite, inbox);

        await queue.Host.Sender.SendMessageAsync(new ServiceBusMessage("a"));

        Assert.Equal("No", (await DeadLetters.OneAsync(queue.Host)).DeadLetterReason);
        await queue.Host.DrainedAsync();
    }

    [Fact]
    public async Task A_function_of_single_messages_keeps_its_lock_while_it_runs()
    {
        var inbox = new Inbox { Work = (_, _) => Task.Delay(TimeSpan.FromSeconds(6)) };
        await using var queue = await QueueHost.StartAsync<TakeOne>(
            azurite, inbox, settings: ("LocalHost__LockSeconds", "4"));

        await queue.Host.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        await queue.Host.DrainedAsync();

        Assert.Single(inbox.Batches);
    }

    [Fact]
    public async Task Without_auto_complete_a_failed_batch_returns_after_its_lock()
    {
        var inbox = new Inbox();
        inbox.Work = (messages, actions) => messages[0].DeliveryCount == 1
            ? throw new InvalidOperationException("boom")
            : actions.CompleteMessageAsync(messages[0]);
        await using var queue = await QueueHost.StartAsync<TakeBatch>(
            azurite, inbox, settings: ("LocalHost__LockSeconds", "1"));

        await queue.Host.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        await queue.Host.DrainedAsync();

        Assert.Equal([1, 2], inbox.Messages.Select(message => message.DeliveryCount));
    }
}

using Azure.Messaging.ServiceBus;
using Billing.LocalHost.Tests.Support;

namespace Billing.LocalHost.Tests.Messaging;

public sealed class DeliveryTests(Azurite azurite)
{
    [Fact]
    public async Task An_abandoned_message_comes_again_at_once_with_a_higher_count_and_changed_properties()
    {
        var inbox = new Inbox();
        inbox.Work = (messages, actions) =>
        {
            var message = messages[0];
            var seen = new Dictionary<string, object> { ["try"] = message.DeliveryCount };
            return message.DeliveryCount < 3
                ? actions.AbandonMessageAsync(message, seen)
                : actions.CompleteMessageAsync(message);
        };
        await using var queue = await QueueHost.StartAsync<TakeBatch>(azurite, inbox);

        await queue.Host.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        await queue.Host.DrainedAsync();

        Assert.Equal([1, 2, 3], inbox.Messages.Select(message => message.DeliveryCount));
        Assert.Equal(2, inbox.Messages.Last().ApplicationProperties["try"]);
    }

    [Fact]
    public async Task A_dead_letter_carries_its_reason_and_description()
    {
        var inbox = new Inbox
        {
            Work = (messages, actions) => actions.DeadLetterMessageAsync(
                messages[0], new Dictionary<string, object> { ["seen"] = true }, "BadUsage", "No such meter."),
        };
        await using var queue = await QueueHost.StartAsync<TakeBatch>(azurite, inbox);

        await queue.Host.Sender.SendMessageAsync(new ServiceBusMessage("a") { MessageId = "m" });

        var dead = await DeadLetters.OneAsync(queue.Host);
        Assert.Equal("m", dead.MessageId);
        Assert.Equal(("BadUsage", "No such meter."), (dead.DeadLetterReason, dead.DeadLetterDescription));
        Assert.Equal(true, dead.Properties!["seen"].Value());
        await queue.Host.DrainedAsync();
    }

    [Fact]
    public async Task A_deferred_message_is_put_aside()
    {
        var inbox = new Inbox { Work = (messages, actions) => actions.DeferMessageAsync(messages[0]) };
        await using var queue = await QueueHost.StartAsync<TakeBatch>(azurite, inbox);

        await queue.Host.Sender.SendMessageAsync(new ServiceBusMessage("a"));

        Assert.Single(await DeadLetters.AllAsync(queue.Host, 1, "-deferred"));
        Assert.Single(inbox.Batches);
    }

    [Fact]
    public async Task What_is_not_settled_returns_after_its_lock_and_the_old_lock_is_lost()
    {
        var inbox = new Inbox();
        ServiceBusReceivedMessage? forgotten = null;
        inbox.Work = async (messages, actions) =>
        {
            forgotten ??= messages[0];
            if (messages[0].DeliveryCount == 1) return;

            await actions.CompleteMessageAsync(messages[0]);
            await actions.CompleteMessageAsync(forgotten);
        };
        await using var queue = await QueueHost.StartAsync<TakeBatch>(
            azurite, inbox, settings: ("LocalHost__LockSeconds", "1"));

        await queue.Host.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        await TestHost.EventuallyAsync(() => !inbox.Refusals.IsEmpty);

        Assert.Equal([1, 2], inbox.Messages.Select(message => message.DeliveryCount));
        Assert.Equal([ServiceBusFailureReason.MessageLockLost], inbox.Refusals);
        await queue.Host.DrainedAsync();
    }

    [Fact]
    public async Task A_renewed_lock_lasts_longer()
    {
        var inbox = new Inbox();
        inbox.Work = async (messages, actions) =>
        {
            foreach (var _ in Enumerable.Range(0, 4))
            {
                await Task.Delay(1500);
                await actions.RenewMessageLockAsync(messages[0]);
            }

            await actions.CompleteMessageAsync(messages[0]);
        };
        await using var queue = await QueueHost.StartAsync<TakeBatch>(
            azurite, inbox, settings: ("LocalHost__LockSeconds", "4"));

        await queue.Host.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        await queue.Host.DrainedAsync();

        Assert.Single(inbox.Batches);
        Assert.Empty(inbox.Refusals);
    }

    [Fact]
    public async Task A_message_settles_once()
    {
        var inbox = new Inbox
        {
            Work = async (messages, actions) =>
            {
                await actions.CompleteMessageAsync(messages[0]);
                await actions.AbandonMessageAsync(messages[0]);
            },
        };
        await using var queue = await QueueHost.StartAsync<TakeBatch>(azurite, inbox);

        await queue.Host.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        await TestHost.EventuallyAsync(() => !inbox.Refusals.IsEmpty);

        Assert.Equal([ServiceBusFailureReason.MessageLockLost], inbox.Refusals);
        Assert.Single(inbox.Batches);
    }
}

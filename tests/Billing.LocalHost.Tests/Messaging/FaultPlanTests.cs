using Azure.Messaging.ServiceBus;
using Billing.LocalHost.Messaging;
using Billing.LocalHost.Tests.Support;
using Microsoft.Azure.Functions.Worker;

namespace Billing.LocalHost.Tests.Messaging;

public sealed class FaultPlanTests(Azurite azurite)
{
    private const int Messages = 60;

    [Fact]
    public async Task Duplicate_delivery_brings_some_messages_twice_and_none_less_than_once()
    {
        await using var queue = await QueueHost.StartAsync<TakeBatch>(
            azurite, settings: ("LocalHost__Faults__DuplicateDelivery", "0.3"));

        await SendAsync(queue);

        var counts = queue.Inbox.Messages.CountBy(message => message.MessageId!).Select(entry => entry.Value).ToList();
        Assert.Equal(Messages, counts.Count);
        Assert.InRange(counts.Count(count => count == 2), 5, 35);
        Assert.DoesNotContain(counts, count => count > 2);
    }

    [Fact]
    public async Task Lock_loss_refuses_the_settlement_and_the_message_comes_again()
    {
        var inbox = new Inbox { Work = SettleEachAsync };
        await using var queue = await QueueHost.StartAsync<TakeBatch>(
            azurite, inbox, settings: ("LocalHost__Faults__LockLoss", "0.3"));

        await SendAsync(queue);

        var lost = inbox.Messages.Count() - Messages;
        Assert.InRange(lost, 5, 60);
        Assert.Equal(Messages, inbox.Messages.Select(message => message.MessageId).Distinct().Count());
        Assert.False(await queue.Host.Stored("-deadletter").ExistsAsync());
    }

    [Fact]
    public async Task Delay_and_reorder_lose_and_repeat_nothing()
    {
        await using var queue = await QueueHost.StartAsync<TakeBatch>(
            azurite,
            settings: [("LocalHost__Faults__Delay", "0.2"), ("LocalHost__Faults__Reorder", "0.5")]);

        await SendAsync(queue);

        var order = queue.Inbox.Messages.Select(message => message.SequenceNumber).ToList();
        Assert.Equal(Messages, queue.Inbox.Messages.Select(message => message.MessageId).Distinct().Count());
        Assert.Equal(Messages, order.Count);
        Assert.NotEqual(order.Order(), order);
        Assert.All(queue.Inbox.Messages, message => Assert.Equal(1, message.DeliveryCount));
    }

    [Fact]
    public void The_same_seed_picks_the_same_messages_and_another_seed_others()
    {
        var first = Picks(seed: 1);

        Assert.Equal(first, Picks(seed: 1));
        Assert.NotEqual(first, Picks(seed: 2));
        Assert.InRange(first.Count(hit => hit), 60, 140);
    }

    [Fact]
    public void Without_rates_nothing_is_picked()
    {
        var plan = new FaultPlan(new FaultRates(), maxDeliveryCount: 10);

        Assert.False(plan.Duplicates(Some(1), 1));
        Assert.False(plan.LosesLock(Some(1), 1));
        Assert.Equal(TimeSpan.Zero, plan.Delay(Some(1), 1));
    }

    private static List<bool> Picks(int seed)
    {
        var plan = new FaultPlan(new FaultRates { LockLoss = 0.1, Seed = seed }, maxDeliveryCount: 10);
        return [.. Enumerable.Range(0, 1000).Select(n => plan.LosesLock(Some(n), 1))];
    }

    private static Envelope Some(int n) =>
        new() { Body = [], MessageId = $"m{n}", Sequence = n, EnqueuedAt = DateTimeOffset.UnixEpoch };

    private static async Task SendAsync(QueueHost queue)
    {
        await queue.Host.Sender.SendMessagesAsync(
            Enumerable.Range(0, Messages).Select(n => new ServiceBusMessage($"{n}") { MessageId = $"m{n}" }));
        await queue.Host.DrainedAsync();
    }

    private static async Task SettleEachAsync(
        IReadOnlyList<ServiceBusReceivedMessage> messages, ServiceBusMessageActions actions)
    {
        foreach (var message in messages)
        {
            try
            {
                await actions.CompleteMessageAsync(message);
            }
            catch (ServiceBusException lost) when (lost.Reason == ServiceBusFailureReason.MessageLockLost)
            {
                // It comes again.
            }
        }
    }
}

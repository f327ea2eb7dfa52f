using System.Text;
using Azure.Messaging.ServiceBus;
using Billing.LocalHost.Messaging;
using Billing.LocalHost.Tests.Support;

namespace Billing.LocalHost.Tests.Messaging;

public sealed class IntakeTests(Azurite azurite)
{
    [Fact]
    public async Task After_too_many_deliveries_a_message_is_dead_lettered()
    {
        var inbox = new Inbox { Work = (messages, actions) => actions.AbandonMessageAsync(messages[0]) };
        await using var queue = await QueueHost.StartAsync<TakeBatch>(
            azurite, inbox, settings: ("LocalHost__MaxDeliveryCount", "3"));

        await queue.Host.Sender.SendMessageAsync(new ServiceBusMessage("a") { MessageId = "m" });

        var dead = await DeadLetters.OneAsync(queue.Host);
        Assert.Equal(("m", "MaxDeliveryCountExceeded"), (dead.MessageId, dead.DeadLetterReason));
        Assert.Equal([1, 2, 3], inbox.Messages.Select(message => message.DeliveryCount));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"body":"%%%","sequence":1,"enqueuedAt":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"body":"YQ==","sequence":1,"enqueuedAt":"2026-01-01","properties":{"a":{"type":"X","text":""}}}""")]
    public async Task A_malformed_message_is_dead_lettered_as_it_is(string text)
    {
        await using var queue = await QueueHost.StartAsync<TakeBatch>(azurite);

        await queue.Host.Stored().SendMessageAsync(text);

        var dead = await DeadLetters.OneAsync(queue.Host);
        Assert.Equal("MalformedMessage", dead.DeadLetterReason);
        Assert.Equal(text, Encoding.UTF8.GetString(dead.Body));
        await queue.Host.DrainedAsync();
        Assert.Empty(queue.Inbox.Batches);
    }

    [Fact]
    public async Task A_malformed_message_of_full_size_is_dead_lettered_shortened()
    {
        await using var queue = await QueueHost.StartAsync<TakeBatch>(azurite);

        await queue.Host.Stored().SendMessageAsync(new string('x', MessageLimits.MessageBytes));

        var dead = await DeadLetters.OneAsync(queue.Host);
        Assert.Equal(MessageLimits.MessageBytes / 2, dead.Body.Length);
    }

    [Fact]
    public async Task A_scheduled_message_appears_at_its_time()
    {
        await using var queue = await QueueHost.StartAsync<TakeBatch>(azurite);
        var due = TimeProvider.System.GetUtcNow().AddSeconds(1.5);

        var number = await queue.Host.Sender.ScheduleMessageAsync(new ServiceBusMessage("later"), due);
        await TestHost.EventuallyAsync(() => queue.Inbox.Messages.Any());

        var got = queue.Inbox.Messages.Single();
        Assert.True(TimeProvider.System.GetUtcNow() >= due);
        Assert.Equal((number, 1, due), (got.SequenceNumber, got.DeliveryCount, got.EnqueuedTime));
    }

    [Fact]
    public async Task An_expired_message_is_dropped()
    {
        var name = $"q-{Guid.CreateVersion7():N}";
        var sender = new ServiceBusClient(azurite.ConnectionString).CreateSender(name);
        await sender.SendMessageAsync(new ServiceBusMessage("short") { TimeToLive = TimeSpan.FromMilliseconds(1) });
        await sender.SendMessageAsync(new ServiceBusMessage("long") { TimeToLive = TimeSpan.FromHours(1) });
        await Task.Delay(20, TestContext.Current.CancellationToken);

        await using var queue = await QueueHost.StartAsync<TakeBatch>(azurite, settings: ("Queue", name));
        await queue.Host.DrainedAsync();

        Assert.Equal(["long"], queue.Inbox.Bodies);
    }
}

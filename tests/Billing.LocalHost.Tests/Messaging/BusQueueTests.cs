using Azure.Core;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues;
using Billing.LocalHost.Messaging;
using Billing.LocalHost.Storage;
using Billing.LocalHost.Tests.Support;
using Microsoft.Azure.Functions.Worker;

namespace Billing.LocalHost.Tests.Messaging;

public sealed class BusQueueTests(Azurite azurite)
{
    [Fact]
    public async Task A_body_of_47_KB_fits_and_one_of_49_KB_does_not()
    {
        var sender = Sender();

        await sender.SendMessageAsync(new ServiceBusMessage(new byte[47 * 1024]));
        var refusal = await Assert.ThrowsAsync<ServiceBusException>(
            () => sender.SendMessageAsync(new ServiceBusMessage(new byte[49 * 1024])));

        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, refusal.Reason);
        Assert.False(refusal.IsTransient);
    }

    [Fact]
    public async Task The_largest_message_that_is_let_through_is_stored()
    {
        var sender = Sender();
        var size = 48 * 1024;
        while (!await IsLetThrough(sender, size)) size--;

        Assert.InRange(size, 47 * 1024, 48 * 1024);
    }

    [Fact]
    public async Task A_batch_refuses_what_makes_it_too_large_and_what_alone_is_too_large()
    {
        using var batch = await Sender().CreateMessageBatchAsync();

        Assert.False(batch.TryAddMessage(new ServiceBusMessage(new byte[50 * 1024])));
        var added = Enumerable.Range(0, 10).Count(_ => batch.TryAddMessage(new ServiceBusMessage(new byte[40 * 1024])));

        Assert.Equal((4, 4), (added, batch.Count));
        Assert.InRange(batch.SizeInBytes, 4 * 40 * 1024, batch.MaxSizeInBytes);
        Assert.True(batch.TryAddMessage(new ServiceBusMessage("small")));
    }

    [Fact]
    public async Task A_list_that_is_too_large_is_refused_whole()
    {
        var sender = Sender(out var name);
        var messages = Enumerable.Range(0, 8).Select(_ => new ServiceBusMessage(new byte[40 * 1024]));

        var refusal = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessagesAsync(messages));

        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, refusal.Reason);
        Assert.False(await new QueueClient(azurite.ConnectionString, name).ExistsAsync());
    }

    [Fact]
    public void A_namespace_with_a_credential_is_refused()
    {
        var refusal = Assert.Throws<InvalidOperationException>(
            () => new ServiceBusClient("bus.servicebus.windows.net", new NoCredential()));

        Assert.Contains("needs a storage connection string", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_string_of_the_bus_is_refused()
    {
        var refusal = Assert.Throws<ArgumentException>(
            () => new ServiceBusClient("Endpoint=sb://bus.example.org/;SharedAccessKeyName=a;SharedAccessKey=b"));

        Assert.Contains("UseDevelopmentStorage=true", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_storage_is_a_transient_failure()
    {
        var sender = new ServiceBusClient(AzuritePorts.Free().ConnectionString).CreateSender("queue");

        var failure = await Assert.ThrowsAsync<ServiceBusException>(
            () => sender.SendMessageAsync(new ServiceBusMessage("a")));

        Assert.Equal(ServiceBusFailureReason.ServiceCommunicationProblem, failure.Reason);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task A_message_made_by_hand_cannot_be_settled()
    {
        var made = ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromString("a"), messageId: "m");

        Assert.Equal("m", made.MessageId);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => new HandMadeActions().CompleteMessageAsync(made));
    }

    /// <summary>False when the bus refuses it as too large; whatever it lets through, storage must take.</summary>
    private static async Task<bool> IsLetThrough(ServiceBusSender sender, int bodyBytes)
    {
        try
        {
            await sender.SendMessageAsync(new ServiceBusMessage(new byte[bodyBytes]));
            return true;
        }
        catch (ServiceBusException refusal) when (refusal.Reason == ServiceBusFailureReason.MessageSizeExceeded)
        {
            return false;
        }
    }

    private ServiceBusSender Sender() => Sender(out _);

    private ServiceBusSender Sender(out string name)
    {
        name = $"q-{Guid.CreateVersion7():N}";
        return new ServiceBusClient(azurite.ConnectionString).CreateSender(name);
    }

    private sealed class HandMadeActions : ServiceBusMessageActions;

    private sealed class NoCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}

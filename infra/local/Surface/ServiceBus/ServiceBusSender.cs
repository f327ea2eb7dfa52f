using Billing.LocalHost.Messaging;

namespace Azure.Messaging.ServiceBus;

/// <summary>Puts messages on one queue.</summary>
public class ServiceBusSender : IAsyncDisposable
{
    private readonly BusQueue? _queue;

    /// <summary>For tests that derive from it.</summary>
    protected ServiceBusSender()
    {
    }

    internal ServiceBusSender(BusQueue queue) => _queue = queue;

    private BusQueue Queue => _queue ?? throw new InvalidOperationException("This sender has no queue.");

    /// <summary>Sends one message.</summary>
    public virtual async Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        await Queue.SendAsync([Queue.Seal(message)], cancellationToken);
    }

    /// <summary>Sends the messages of one batch, one by one: an error may leave some of them sent.</summary>
    public virtual async Task SendMessagesAsync(
        IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        using var batch = new ServiceBusMessageBatch(Queue);
        foreach (var message in messages)
        {
            if (!batch.TryAddMessage(message)) throw batch.TooLarge(message);
        }

        await SendMessagesAsync(batch, cancellationToken);
    }

    /// <summary>Sends the messages of one batch, one by one: an error may leave some of them sent.</summary>
    public virtual Task SendMessagesAsync(
        ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageBatch);
        return Queue.SendAsync(messageBatch.Sealed, cancellationToken);
    }

    /// <summary>An empty batch.</summary>
    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(
        CancellationToken cancellationToken = default) => ValueTask.FromResult(new ServiceBusMessageBatch(Queue));

    /// <summary>Sends a message that appears at the given time; answers its sequence number.</summary>
    public virtual async Task<long> ScheduleMessageAsync(
        ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        message.ScheduledEnqueueTime = scheduledEnqueueTime;
        var envelope = Queue.Seal(message);
        await Queue.SendAsync([envelope], cancellationToken);
        return envelope.SequenceNumber;
    }

    /// <inheritdoc />
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

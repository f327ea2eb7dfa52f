using Billing.LocalHost.Messaging;

namespace Azure.Messaging.ServiceBus;

/// <summary>Messages to send together; it refuses what would make it too large.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly BusQueue _queue;
    private readonly List<SealedMessage> _sealed = [];

    internal ServiceBusMessageBatch(BusQueue queue) => _queue = queue;

    /// <summary>How many messages are in it.</summary>
    public int Count => _sealed.Count;

    /// <summary>Their encoded size.</summary>
    public long SizeInBytes { get; private set; }

    /// <summary>The largest encoded size, 256 KiB.</summary>
    public long MaxSizeInBytes { get; } = MessageLimits.BatchBytes;

    internal IReadOnlyList<SealedMessage> Sealed => _sealed;

    /// <summary>False when the message alone, or the batch with it, would be too large.</summary>
    public bool TryAddMessage(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var candidate = SealedMessage.Of(message);
        if (candidate.SizeInBytes > MessageLimits.MessageBytes) return false;
        if (SizeInBytes + candidate.SizeInBytes > MaxSizeInBytes) return false;

        _sealed.Add(candidate);
        SizeInBytes += candidate.SizeInBytes;
        return true;
    }

    /// <inheritdoc />
    public void Dispose() => _sealed.Clear();

    internal ServiceBusException TooLarge(ServiceBusMessage message) =>
        MessageLimits.Exceeded(_queue.Name, SizeInBytes + SealedMessage.Of(message).SizeInBytes);
}

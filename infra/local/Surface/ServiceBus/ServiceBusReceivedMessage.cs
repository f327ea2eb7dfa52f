using Billing.LocalHost.Messaging;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message as its receiver sees it.</summary>
public class ServiceBusReceivedMessage
{
    internal ServiceBusReceivedMessage()
    {
    }

    /// <summary>What was sent.</summary>
    public BinaryData Body { get; internal init; } = BinaryData.Empty;

    /// <summary>The sender's own id of the message.</summary>
    public string? MessageId { get; internal init; }

    /// <summary>The session that the message belongs to.</summary>
    public string? SessionId { get; internal init; }

    /// <summary>What the message is about.</summary>
    public string? Subject { get; internal init; }

    /// <summary>The media type of the body.</summary>
    public string? ContentType { get; internal init; }

    /// <summary>What the message belongs to.</summary>
    public string? CorrelationId { get; internal init; }

    /// <summary>Named values.</summary>
    public IReadOnlyDictionary<string, object> ApplicationProperties { get; internal init; } =
        new Dictionary<string, object>();

    /// <summary>How often the message was delivered; the first delivery is 1.</summary>
    public int DeliveryCount { get; internal init; }

    /// <summary>When the queue accepted the message.</summary>
    public DateTimeOffset EnqueuedTime { get; internal init; }

    /// <summary>Until when the message is locked for this receiver.</summary>
    public DateTimeOffset LockedUntil { get; internal set; }

    /// <summary>The position in the queue; grows with each message.</summary>
    public long SequenceNumber { get; internal init; }

    /// <summary>Names this delivery.</summary>
    public string LockToken { get; internal init; } = string.Empty;

    /// <summary>Why the message is in the dead-letter queue.</summary>
    public string? DeadLetterReason { get; internal init; }

    /// <summary>More about why the message is in the dead-letter queue.</summary>
    public string? DeadLetterErrorDescription { get; internal init; }

    internal Delivery? Delivery { get; init; }
}

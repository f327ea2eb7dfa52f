namespace Billing.LocalHost.Messaging;

/// <summary>What of a bus message is written into a storage-queue message.</summary>
internal sealed record Envelope
{
    public required byte[] Body { get; init; }

    public string? MessageId { get; init; }

    public string? SessionId { get; init; }

    public string? Subject { get; init; }

    public string? ContentType { get; init; }

    public string? CorrelationId { get; init; }

    public IReadOnlyDictionary<string, PropertyValue>? Properties { get; init; }

    public required long Sequence { get; init; }

    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>Not delivered before this time.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Dropped after this time.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Times that the storage queue counted although no receiver saw the message.</summary>
    public int UnseenDequeues { get; init; }

    public string? DeadLetterReason { get; init; }

    public string? DeadLetterDescription { get; init; }

    /// <summary>True for the second copy that the duplicate-delivery fault made.</summary>
    public bool IsCopy { get; init; }
}

namespace Azure.Messaging.ServiceBus;

/// <summary>Makes received messages for tests.</summary>
public static class ServiceBusModelFactory
{
    /// <summary>A received message with the given values and no queue behind it.</summary>
    public static ServiceBusReceivedMessage ServiceBusReceivedMessage(
        BinaryData? body = default,
        string? messageId = default,
        string? partitionKey = default,
        string? viaPartitionKey = default,
        string? sessionId = default,
        string? replyToSessionId = default,
        TimeSpan timeToLive = default,
        string? correlationId = default,
        string? subject = default,
        string? to = default,
        string? contentType = default,
        string? replyTo = default,
        DateTimeOffset scheduledEnqueueTime = default,
        IDictionary<string, object>? properties = default,
        Guid lockTokenGuid = default,
        int deliveryCount = default,
        DateTimeOffset lockedUntil = default,
        long sequenceNumber = -1,
        string? deadLetterSource = default,
        long enqueuedSequenceNumber = default,
        DateTimeOffset enqueuedTime = default) => new()
        {
            Body = body ?? BinaryData.Empty,
            MessageId = messageId,
            SessionId = sessionId,
            Subject = subject,
            ContentType = contentType,
            CorrelationId = correlationId,
            ApplicationProperties = new Dictionary<string, object>(properties ?? new Dictionary<string, object>()),
            DeliveryCount = deliveryCount,
            EnqueuedTime = enqueuedTime,
            LockedUntil = lockedUntil,
            SequenceNumber = sequenceNumber,
            LockToken = lockTokenGuid.ToString(),
        };
}

namespace Azure.Messaging.ServiceBus;

/// <summary>A message to send.</summary>
public class ServiceBusMessage
{
    /// <summary>A text body, as UTF-8.</summary>
    public ServiceBusMessage(string body)
        : this(BinaryData.FromString(body))
    {
    }

    /// <summary>A body of bytes.</summary>
    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body))
    {
    }

    /// <summary>A body.</summary>
    public ServiceBusMessage(BinaryData body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Body = body;
    }

    /// <summary>What is sent.</summary>
    public BinaryData Body { get; set; }

    /// <summary>The sender's own id of the message.</summary>
    public string? MessageId { get; set; }

    /// <summary>Messages of one session are received together and in order.</summary>
    public string? SessionId { get; set; }

    /// <summary>What the message is about.</summary>
    public string? Subject { get; set; }

    /// <summary>The media type of the body.</summary>
    public string? ContentType { get; set; }

    /// <summary>What the message belongs to.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>Named values: text, booleans, numbers, times and GUIDs.</summary>
    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>();

    /// <summary>How long the message lives in the queue; for ever when not set.</summary>
    public TimeSpan TimeToLive { get; set; } = TimeSpan.MaxValue;

    /// <summary>When the message appears; at once when not set.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; set; }
}

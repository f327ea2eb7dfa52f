using Azure.Messaging.ServiceBus;

namespace Billing.Simulation.Bus;

/// <summary>A message in the simulated bus.</summary>
public sealed class LaneMessage(string queue, ServiceBusMessage sent, long number, DateTimeOffset enqueuedAt)
{
    public string Queue { get; } = queue;

    public string Lane { get; } = sent.SessionId ?? "";

    /// <summary>Of all messages of the bus, in the order in which it took them.</summary>
    public long Number { get; } = number;

    public int Deliveries { get; set; }

    public DateTimeOffset VisibleFrom { get; set; }

    /// <summary>Set when it is in the dead-letter queue.</summary>
    public string? DeadReason { get; set; }

    public LaneMessage Copy(long newNumber) => new(Queue, sent, newNumber, enqueuedAt);

    public ServiceBusReceivedMessage Received() => ServiceBusModelFactory.ServiceBusReceivedMessage(
        body: sent.Body, messageId: sent.MessageId, sessionId: sent.SessionId, subject: sent.Subject,
        deliveryCount: Deliveries, sequenceNumber: Number, enqueuedTime: enqueuedAt);
}

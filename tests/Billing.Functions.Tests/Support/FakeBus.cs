using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Billing.Functions.Tests.Support;

/// <summary>A bus that keeps what it was sent, and whose calls go wrong where a plan says so.</summary>
/// <param name="faults">Shared with the storage, so that their calls are numbered together.</param>
public sealed class FakeBus(FaultPlan? faults = null) : ServiceBusClient
{
    public ConcurrentQueue<ServiceBusReceivedMessage> Sent { get; } = [];

    /// <summary>What the bus says of a message instead of taking it; null to take it.</summary>
    public Func<ServiceBusMessage, Exception?> Refusal { get; set; } = _ => null;

    public override ServiceBusSender CreateSender(string queueOrTopicName) => new Sender(this);

    /// <summary>Another process's way to the same bus.</summary>
    public FakeBus Over(FaultPlan? other)
    {
        var bus = new FakeBus(other) { Refusal = Refusal };
        bus.Elsewhere = this;
        return bus;
    }

    private FakeBus? Elsewhere { get; set; }

    private void Send(ServiceBusMessage message)
    {
        if (Refusal(message) is { } refusal) throw refusal;

        var fault = faults?.Next();
        var isDone = fault is null
            or CallFault.ResetAfter or CallFault.UnavailableAfter or CallFault.TimeoutAfter or CallFault.KilledAfter;
        if (isDone) (Elsewhere ?? this).Sent.Enqueue(Received(message));
        if (fault is CallFault.KilledBefore or CallFault.KilledAfter) throw new ProcessKilledException();
        if (fault is CallFault.TimeoutBefore or CallFault.TimeoutAfter) throw new TaskCanceledException("No answer.");
        if (fault is not null) throw new ServiceBusException("The bus is away.", ServiceBusFailureReason.ServiceBusy);
    }

    private static ServiceBusReceivedMessage Received(ServiceBusMessage message) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: message.Body, messageId: message.MessageId, sessionId: message.SessionId, subject: message.Subject);

    private sealed class Sender(FakeBus bus) : ServiceBusSender
    {
        public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
        {
            bus.Send(message);
            return Task.CompletedTask;
        }
    }
}

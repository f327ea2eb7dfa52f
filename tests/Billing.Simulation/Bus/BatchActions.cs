using Azure.Messaging.ServiceBus;
using Billing.Simulation.Faults;
using Billing.Simulation.Clocks;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Simulation.Bus;

/// <summary>How a worker settles the messages of one delivery: a call to the bus, which may fail either way.</summary>
public sealed class BatchActions(
    SimulatedBus bus, LaneDelivery delivery, Life life, Agenda agenda, FaultMix faults, Dice dice)
    : ServiceBusMessageActions
{
    public override Task CompleteMessageAsync(
        ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        BusCall.Make(
            agenda, life, faults, dice, FaultKind.SettleFails, () => bus.Complete(delivery, message.SequenceNumber));

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        BusCall.Make(
            agenda, life, faults, dice, FaultKind.SettleFails, () => SimulatedBus.Abandon(
                delivery, message.SequenceNumber));

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = null,
        string? deadLetterReason = null,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        BusCall.Make(
            agenda, life, faults, dice, FaultKind.SettleFails,
            () => bus.SetAside(delivery, message.SequenceNumber, deadLetterReason));
}

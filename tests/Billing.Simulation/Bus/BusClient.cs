using Azure.Messaging.ServiceBus;
using Billing.Simulation.Faults;
using Billing.Simulation.Clocks;

namespace Billing.Simulation.Bus;

/// <summary>The bus as one process of the app sees it.</summary>
public sealed class BusClient(SimulatedBus bus, Life life, Agenda agenda, FaultMix faults, Dice dice) : ServiceBusClient
{
    public override ServiceBusSender CreateSender(string queueOrTopicName) => new Sender(this, queueOrTopicName);

    private sealed class Sender(BusClient client, string queue) : ServiceBusSender
    {
        public override Task SendMessageAsync(
            ServiceBusMessage message, CancellationToken cancellationToken = default) =>
            client.Send(queue, [message]);

        public override Task SendMessagesAsync(
            IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default) =>
            client.Send(queue, [.. messages]);

        /// <summary>The messages of a batch may arrive in part, as the development host's do.</summary>
        public override Task SendMessagesAsync(
            ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default) =>
            client.Send(queue, [.. messageBatch.Sealed.Select(it => new ServiceBusMessage(it.Envelope.Body)
            {
                MessageId = it.Envelope.MessageId,
                SessionId = it.Envelope.SessionId,
                Subject = it.Envelope.Subject,
            })]);

        public override ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(
            CancellationToken cancellationToken = default) => ValueTask.FromResult(new ServiceBusMessageBatch(null!));
    }

    private async Task Send(string queue, List<ServiceBusMessage> messages)
    {
        foreach (var message in messages)
            await BusCall.Make(
                agenda, life, faults, dice, FaultKind.SendFails,
                () => bus.Accept(queue, message));
    }
}

using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Billing.Ledger;

namespace Billing.Simulation.Model;

/// <summary>A bus that keeps what was sent until it is taken.</summary>
/// <param name="neverTwice">A threshold that was told of once is lost when it is told of again.</param>
public sealed class SentFacts(bool neverTwice) : ServiceBusClient
{
    private readonly List<ServiceBusMessage> _sent = [];
    private readonly HashSet<string> _thresholds = [];

    public override ServiceBusSender CreateSender(string queueOrTopicName) => new Sender(_sent);

    public ServiceBusReceivedMessage[] Take()
    {
        ServiceBusReceivedMessage[] taken = [.. _sent.Where(IsTaken).Select(Received)];
        _sent.Clear();
        return taken;
    }

    private static ServiceBusReceivedMessage Received(ServiceBusMessage sent) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: sent.Body, messageId: sent.MessageId, sessionId: sent.SessionId, subject: sent.Subject);

    private bool IsTaken(ServiceBusMessage fact) =>
        !neverTwice || fact.Subject != RaisedFacts.LowBalance
        || _thresholds.Add(JsonNode.Parse(fact.Body.ToString())!["threshold"]!.ToString());

    private sealed class Sender(List<ServiceBusMessage> sent) : ServiceBusSender
    {
        public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
        {
            sent.Add(message);
            return Task.CompletedTask;
        }
    }
}

using Azure.Messaging.ServiceBus;
using Billing.Functions.Tests.Support;
using Billing.Notices;
using Billing.Simulation.Support;

namespace Billing.Simulation.Plans;

/// <summary>The bus between ledgers and those whom they tell: keeps what was sent, and hands it on.</summary>
public sealed class FactBus : ServiceBusClient
{
    private readonly Queue<ServiceBusReceivedMessage> _waiting = [];
    private readonly HashSet<string> _known = [];
    private readonly List<ToldFact> _told = [];

    /// <summary>What was told, each fact once, in the order in which it came.</summary>
    public IReadOnlyList<ToldFact> Told => _told;

    public override ServiceBusSender CreateSender(string queueOrTopicName) => new Sender(this, queueOrTopicName);

    /// <summary>Hands on what waits; what was not taken waits on.</summary>
    public async Task Deliver(App app)
    {
        for (var left = _waiting.Count; left > 0; left--)
        {
            var message = _waiting.Peek();
            var settled = new SettledMessages();
            await app.Get<ReceiveBillingFacts>().Run([message], settled, new FakeDurable(), default);
            Assert.Empty(settled.DeadLettered);
            if (!settled.Completed.IsEmpty) _waiting.Dequeue();
        }
    }

    private void Accept(ServiceBusMessage message)
    {
        _waiting.Enqueue(ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: message.Body, messageId: message.MessageId, sessionId: message.SessionId, subject: message.Subject));
        var (id, kind) = (message.MessageId!, message.Subject!);
        if (_known.Add(id)) _told.Add(new(id, kind, message.Body.ToString()));
    }

    private sealed class Sender(FactBus bus, string queue) : ServiceBusSender
    {
        public override Task SendMessageAsync(
            ServiceBusMessage message, CancellationToken cancellationToken = default)
        {
            if (queue == BillingFactsQueue.Name) bus.Accept(message);
            return Task.CompletedTask;
        }
    }
}

/// <summary>A fact as it left the ledger.</summary>
public sealed record ToldFact(string Id, string Kind, string Body);

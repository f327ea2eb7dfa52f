using System.Globalization;
using Azure.Messaging.ServiceBus;
using Billing.Ledger;
using Billing.Platform.Telemetry;

namespace Billing.Notices;

/// <summary>
/// The queue of what ledgers tell the rest of the world: a session an account, a message a fact, named by its place in
/// the account's ledger, so that a fact that is sent twice is known to be the same.
/// </summary>
public sealed class BillingFactsQueue(ServiceBusClient bus)
{
    public const string Name = "billing-facts";

    private readonly ServiceBusSender _sender = bus.CreateSender(Name);

    /// <summary>Returns once the bus has it.</summary>
    public Task Send(WaitingFact waiting, CancellationToken stop) => _sender.SendMessageAsync(
        new ServiceBusMessage(waiting.Fact.Body)
        {
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{waiting.Account}:{waiting.Seq}"),
            SessionId = waiting.Account.Value,
            Subject = waiting.Fact.Kind,
            ContentType = "application/json",
        }.Linked(),
        stop);

    /// <summary>True where sending the same again can never succeed.</summary>
    public static bool IsPoison(Exception fault) => fault is
        LedgerFormatException or ServiceBusException { Reason: ServiceBusFailureReason.MessageSizeExceeded };
}

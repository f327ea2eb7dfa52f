using System.Globalization;
using System.IO.Hashing;
using Azure.Messaging.ServiceBus;
using Billing.Platform;
using Billing.Platform.Telemetry;

namespace Billing.Usage;

/// <summary>The queue of reported usage.</summary>
public sealed class UsageQueue(ServiceBusClient bus)
{
    public const string Name = "usage-events";
    public const string BatchType = "application/cloudevents-batch+json";

    private readonly ServiceBusSender _sender = bus.CreateSender(Name);

    /// <summary>
    /// Returns once the bus has all of them. After a failure some may be sent: sending all again is harmless.
    /// </summary>
    public async Task Send(IReadOnlyList<UsageMessage> messages, CancellationToken stop)
    {
        var sent = 0;
        while (sent < messages.Count)
        {
            using var batch = await _sender.CreateMessageBatchAsync(stop);
            while (sent < messages.Count && batch.TryAddMessage(Sealed(messages[sent]))) sent++;
            Invariant.Holds(batch.Count > 0, "The setting Usage__MessageBytes lets every message fit the bus");
            await _sender.SendMessagesAsync(batch, stop);
        }
    }

    /// <summary>The id follows from the body: a repeated request sends the same messages.</summary>
    private static ServiceBusMessage Sealed(UsageMessage message) => new ServiceBusMessage(message.Body)
    {
        MessageId = XxHash128.HashToUInt128(message.Body).ToString("x32", CultureInfo.InvariantCulture),
        SessionId = message.Lane,
        ContentType = BatchType,
    }.Linked();
}

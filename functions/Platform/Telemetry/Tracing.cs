using System.Diagnostics;
using Azure.Messaging.ServiceBus;

namespace Billing.Platform.Telemetry;

/// <summary>
/// The spans of the app and how they hold together over queues. A span may name an account by its id, which is a
/// pseudonym; it never holds a name, an address, a code, a token, a body or an amount.
/// </summary>
public static class Tracing
{
    public const string Account = "billing.account";
    public const string Outcome = "billing.outcome";

    private const string TraceParent = "traceparent";

    public static ActivitySource Source { get; } = new(Instruments.MeterName);

    /// <summary>The current trace, to be named by a customer who asks; null where there is none.</summary>
    public static string? CurrentTraceId => Activity.Current?.TraceId.ToHexString();

    /// <summary>Lets whoever receives the message link its work to what sent it.</summary>
    public static ServiceBusMessage Linked(this ServiceBusMessage message)
    {
        // The official client leaves a message alone that has this property; without it, it would write its own.
        if (Activity.Current is { Recorded: true, Id: { } id }) message.ApplicationProperties[TraceParent] = id;
        return message;
    }

    /// <summary>The work on a batch: one span, linked to each sender, because they belong to many traces.</summary>
    public static Activity? Receive(string name, IReadOnlyCollection<ServiceBusReceivedMessage> messages)
    {
        if (!Source.HasListeners()) return null;

        var senders = messages.Select(SenderOf).OfType<ActivityContext>().Distinct();
        var links = senders.Select(sender => new ActivityLink(sender));
        var span = Source.StartActivity(name, ActivityKind.Consumer, parentContext: default, tags: null, links);
        return span?.SetTag("messaging.batch.message_count", messages.Count);
    }

    private static ActivityContext? SenderOf(ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.TryGetValue(TraceParent, out var value)
        && ActivityContext.TryParse(value as string, traceState: null, isRemote: true, out var sender)
            ? sender
            : null;
}

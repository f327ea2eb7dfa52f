using Azure.Messaging.ServiceBus;
using Billing.LocalHost.Messaging;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Settles the messages of an invocation.</summary>
public class ServiceBusMessageActions
{
    /// <summary>For the host, and for tests that derive from it.</summary>
    protected internal ServiceBusMessageActions()
    {
    }

    /// <summary>The message is done.</summary>
    public virtual Task CompleteMessageAsync(
        ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Delivery.Of(message).CompleteAsync(cancellationToken);

    /// <summary>The message comes again at once.</summary>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) =>
        Delivery.Of(message).AbandonAsync(propertiesToModify, cancellationToken);

    /// <summary>The message moves to the dead-letter queue.</summary>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) =>
        Delivery.Of(message).DeadLetterAsync(
            propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <summary>The message is put aside; no trigger sees it again.</summary>
    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) =>
        Delivery.Of(message).DeferAsync(propertiesToModify, cancellationToken);

    /// <summary>The lock starts anew.</summary>
    public virtual Task RenewMessageLockAsync(
        ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Delivery.Of(message).RenewAsync(cancellationToken);
}

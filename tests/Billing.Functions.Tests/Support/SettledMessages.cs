using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Functions.Tests.Support;

/// <summary>Remembers how messages were settled.</summary>
public sealed class SettledMessages : ServiceBusMessageActions
{
    public ConcurrentBag<ServiceBusReceivedMessage> Completed { get; } = [];
    public ConcurrentBag<ServiceBusReceivedMessage> Abandoned { get; } = [];
    public ConcurrentDictionary<ServiceBusReceivedMessage, string?> DeadLettered { get; } = [];

    public override Task CompleteMessageAsync(
        ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        Completed.Add(message);
        return Task.CompletedTask;
    }

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default)
    {
        Abandoned.Add(message);
        return Task.CompletedTask;
    }

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = null,
        string? deadLetterReason = null,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default)
    {
        DeadLettered[message] = deadLetterReason;
        return Task.CompletedTask;
    }
}

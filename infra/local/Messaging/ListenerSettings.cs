using Billing.LocalHost.Startup;
using Microsoft.Azure.Functions.Worker;

namespace Billing.LocalHost.Messaging;

/// <summary>How one queue function receives.</summary>
internal sealed record ListenerSettings
{
    public required bool IsBatched { get; init; }

    public required bool HasSessions { get; init; }

    public required bool AutoComplete { get; init; }

    public required int BatchSize { get; init; }

    public required int ConcurrentBatches { get; init; }

    public required TimeSpan LockDuration { get; init; }

    public required TimeSpan AutoRenewal { get; init; }

    public required int MaxDeliveryCount { get; init; }

    public static ListenerSettings Of(ServiceBusTriggerAttribute trigger, HostJson json, HostSettings settings) => new()
    {
        IsBatched = trigger.IsBatched,
        HasSessions = trigger.IsSessionsEnabled,
        AutoComplete = trigger.AutoCompleteChoice ?? json.AutoCompleteMessages,
        BatchSize = trigger.IsBatched ? json.MaxMessageBatchSize : 1,
        ConcurrentBatches = trigger.IsSessionsEnabled ? json.MaxConcurrentSessions : json.MaxConcurrentCalls,
        LockDuration = settings.LockDuration,
        AutoRenewal = trigger.IsBatched ? TimeSpan.Zero : json.MaxAutoLockRenewal,
        MaxDeliveryCount = settings.MaxDeliveryCount,
    };
}

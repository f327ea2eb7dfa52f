using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Billing.LocalHost.Durable;

/// <summary>What is known of an instance apart from its history.</summary>
internal sealed record InstanceHead(string InstanceId, string Name, DateTimeOffset CreatedAt)
{
    /// <summary>Counts the runs: continue-as-new and a reused id begin another.</summary>
    public int Execution { get; init; } = 1;

    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;

    /// <summary>The first step is not taken before.</summary>
    public DateTimeOffset StartAt { get; init; } = CreatedAt;

    /// <summary>When the instance next has something to do; null while it waits to be told.</summary>
    public DateTimeOffset? Due { get; init; } = CreatedAt;

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public TaskFailureDetails? Failure { get; init; }

    /// <summary>Who is told the end.</summary>
    public ParentTask? Parent { get; init; }

    /// <summary>The worker that runs activities of the instance, and until when others leave it alone.</summary>
    public string? Owner { get; init; }

    public DateTimeOffset? OwnedUntil { get; init; }

    /// <summary>Ids of the last messages of other instances: one that comes again is not taken again.</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    public bool IsOver => Status
        is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;

    public bool IsSuspended => Status == OrchestrationRuntimeStatus.Suspended;

    public bool IsHeldBy(string other, DateTimeOffset now) => Owner is not null && Owner != other && OwnedUntil > now;
}

/// <summary>The call of a sub-orchestration that an instance answers.</summary>
internal sealed record ParentTask(string Instance, int Execution, int Task);

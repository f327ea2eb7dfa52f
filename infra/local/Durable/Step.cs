using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Billing.LocalHost.Durable;

/// <summary>Decides what one step of an instance changes.</summary>
internal static class Step
{
    private const int MaxSeen = 50;

    /// <summary>Suspend, resume and terminate, which no orchestrator sees; null if none came.</summary>
    public static InstanceChange? OfControls(InstanceState state, DateTimeOffset now)
    {
        var controls = state.Inbox.Where(arrival => arrival.Input.IsControl).Take(InstanceStore.MaxTaken).ToList();
        if (controls.Count == 0) return null;

        var head = state.Head with { UpdatedAt = now, Due = now };
        foreach (var control in controls) head = Controlled(head, control.Input, state.HasBegun);
        return Unchanged(state) with
        {
            Head = head,
            Taken = controls,
            Outbox = head.IsOver ? [.. state.Outbox, .. ToParent(head)] : state.Outbox,
        };
    }

    /// <summary>What the instance sent has arrived.</summary>
    public static InstanceChange OfDelivery(InstanceState state, DateTimeOffset now)
    {
        var due = state.IsDueKnown ? state.DueOnceSent : now;
        return Unchanged(state) with { Head = state.Head with { Due = due }, Outbox = [] };
    }

    /// <summary>Nothing new but the head.</summary>
    public static InstanceChange Unchanged(InstanceState state) =>
        new(state.Head) { Carried = state.Carried, Outbox = state.Outbox };

    /// <summary>The instance waits; null if it says so already.</summary>
    public static InstanceChange? Idle(InstanceState state, DateTimeOffset? due)
    {
        var isSo = state.Head.Due == due && state.Head.Owner is null;
        return isSo ? null : Unchanged(state) with
        {
            Head = state.Head with { Due = due, Owner = null, OwnedUntil = null },
        };
    }

    /// <summary>This worker runs the activities, and others leave the instance alone for so long.</summary>
    public static InstanceChange Hold(InstanceState state, string worker, DateTimeOffset now, TimeSpan lease) =>
        Unchanged(state) with { Head = state.Head with { Due = now, Owner = worker, OwnedUntil = now + lease } };

    /// <summary>Clears away what was said to an instance that has ended; null if nothing was.</summary>
    public static InstanceChange? OfEnded(InstanceState state)
    {
        var taken = state.Inbox.Take(InstanceStore.MaxTaken).ToList();
        return taken.Count == 0 ? Idle(state, null) : Unchanged(state) with { Taken = taken };
    }

    /// <summary>The instance cannot go on.</summary>
    public static InstanceChange OfFailure(InstanceState state, TaskFailureDetails failure, DateTimeOffset now)
    {
        var head = Ended(state.Head, new Ending.Threw(failure)) with { UpdatedAt = now, Due = now };
        return Unchanged(state) with { Head = head, Outbox = [.. ToParent(head)] };
    }

    /// <summary>The end of what an orchestrator did with its inputs.</summary>
    public static InstanceChange Of(InstanceState state, TurnPlan plan, Replay replay, string worker, TimeSpan lease)
    {
        var isHeld = replay.Ending is null && replay.Activities.Any();
        var turn = new Turn(plan.At, plan.Inputs, replay.Decisions);
        var senders = plan.Taken.Select(taken => taken.SentBy).OfType<string>();
        var head = Ended(state.Head, replay.Ending) with
        {
            UpdatedAt = plan.At,
            CustomStatus = replay.CustomStatus,
            Owner = isHeld ? worker : null,
            OwnedUntil = isHeld ? plan.At + lease : null,
            Seen = [.. state.Head.Seen.Concat(senders).TakeLast(MaxSeen)],
        };
        var due = DueOf(state, plan, replay, isHeld);
        IReadOnlyList<Message> outbox = [.. Messages(state.Head, turn), .. head.IsOver ? ToParent(head) : []];
        return new InstanceChange(head with { Due = outbox.Count > 0 ? plan.At : due })
        {
            Turn = replay.Ending is Ending.BeganAnew ? null : turn,
            BeginsAnew = replay.Ending is Ending.BeganAnew,
            Taken = plan.Taken,
            Carried = replay.Ending is Ending.BeganAnew anew ? anew.Carried : [],
            Outbox = outbox,
            DueOnceSent = due,
        };
    }

    private static DateTimeOffset? DueOf(InstanceState state, TurnPlan plan, Replay replay, bool isHeld)
    {
        var hasMore = isHeld || state.Inbox.Count > plan.Taken.Count || replay.Ending is Ending.BeganAnew;
        return hasMore ? plan.At : replay.Ending is null ? replay.Timers.FirstOrDefault()?.At : null;
    }

    private static InstanceHead Controlled(InstanceHead head, TurnInput control, bool hasBegun) => control switch
    {
        _ when head.IsOver => head,
        TurnInput.Suspended => head with { Status = OrchestrationRuntimeStatus.Suspended },
        TurnInput.Resumed when head.IsSuspended => head with
        {
            Status = hasBegun ? OrchestrationRuntimeStatus.Running : OrchestrationRuntimeStatus.Pending,
        },
        TurnInput.Terminated ended => head with
        {
            Status = OrchestrationRuntimeStatus.Terminated,
            Output = ended.Output,
            Owner = null,
            OwnedUntil = null,
        },
        _ => head,
    };

    private static InstanceHead Ended(InstanceHead head, Ending? ending) => ending switch
    {
        Ending.Returned end => head with { Status = OrchestrationRuntimeStatus.Completed, Output = end.Output },
        Ending.Threw end => head with { Status = OrchestrationRuntimeStatus.Failed, Failure = end.Failure },
        Ending.BeganAnew end => head with
        {
            Status = OrchestrationRuntimeStatus.Running,
            Execution = head.Execution + 1,
            Input = end.Input,
        },
        _ => head with { Status = OrchestrationRuntimeStatus.Running },
    };

    private static IEnumerable<Message> Messages(InstanceHead head, Turn turn)
    {
        foreach (var decision in turn.Decisions)
        {
            if (decision is Decision.StartChild child)
            {
                var parent = new ParentTask(head.InstanceId, head.Execution, child.Task);
                yield return new Message.Start(child.Instance, child.Name, child.Input, parent);
            }
            else if (decision is Decision.SendEvent send)
            {
                var raised = new TurnInput.EventRaised(send.Name, send.Payload);
                var id = $"{head.InstanceId}.{head.Execution}.{send.Task}";
                yield return new Message.Tell(send.Instance, id, null, raised);
            }
        }
    }

    private static IEnumerable<Message> ToParent(InstanceHead head)
    {
        if (head.Parent is not { } parent) yield break;

        var failure = head.Failure ?? Failures.Of("The sub-orchestration was terminated.");
        TurnInput end = head.Status == OrchestrationRuntimeStatus.Completed
            ? new TurnInput.TaskCompleted(parent.Task, head.Output)
            : new TurnInput.TaskFailed(parent.Task, failure);
        var id = $"{head.InstanceId}.{head.Execution}.end";
        yield return new Message.Tell(parent.Instance, id, parent.Execution, end);
    }
}

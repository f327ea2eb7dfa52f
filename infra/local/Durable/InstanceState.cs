using Azure;

namespace Billing.LocalHost.Durable;

/// <summary>All rows of one instance as they were read together.</summary>
internal sealed record InstanceState(InstanceHead Head, ETag Tag)
{
    /// <summary>The history of this run.</summary>
    public IReadOnlyList<Turn> Turns { get; init; } = [];

    public IReadOnlyList<Arrival> Inbox { get; init; } = [];

    /// <summary>Events that the run before left, to be taken in first.</summary>
    public IReadOnlyList<TurnInput.EventRaised> Carried { get; init; } = [];

    /// <summary>Sent by the last step and not known to have arrived.</summary>
    public IReadOnlyList<Message> Outbox { get; init; } = [];

    /// <summary>Keys of rows of earlier runs.</summary>
    public IReadOnlyList<string> Leftovers { get; init; } = [];

    /// <summary>When the instance is due once its outbox is empty; known to the process that filled it.</summary>
    public DateTimeOffset? DueOnceSent { get; init; }

    public bool IsDueKnown { get; init; }

    public bool HasBegun => Turns.Count > 0;
}

/// <summary>What a step changes, written together or not at all.</summary>
internal sealed record InstanceChange(InstanceHead Head)
{
    /// <summary>The step, for the history.</summary>
    public Turn? Turn { get; init; }

    /// <summary>What of the inbox is taken in.</summary>
    public IReadOnlyList<Arrival> Taken { get; init; } = [];

    /// <summary>Put into the instance's own inbox.</summary>
    public IReadOnlyList<Arrival> Put { get; init; } = [];

    public IReadOnlyList<TurnInput.EventRaised> Carried { get; init; } = [];

    public IReadOnlyList<Message> Outbox { get; init; } = [];

    public DateTimeOffset? DueOnceSent { get; init; }

    /// <summary>The run is over and the head begins another.</summary>
    public bool BeginsAnew { get; init; }
}

using System.Collections.Immutable;

namespace Billing.Ledger;

/// <summary>Everything that one commit adds to an account: decided together, written together, or not at all.</summary>
/// <param name="Time">When it was decided, UTC. Its commit and movements have this time, or the last commit's if that
/// is later.</param>
public sealed record LedgerEntry(DateTimeOffset Time)
{
    /// <summary>Applied first, in this order.</summary>
    public ImmutableArray<MovementFact> Movements { get; init; } = [];

    /// <summary>Applied after the movements, in (time, id) order.</summary>
    public ImmutableArray<RatedLine> Lines { get; init; } = [];

    /// <summary>Events kept for a person to look at, because they could not be rated.</summary>
    public ImmutableArray<QuarantinedEvent> Quarantined { get; init; } = [];

    /// <summary>
    /// Quarantined events that this entry rates or sends back; their rows are removed in the same commit.
    /// </summary>
    public ImmutableArray<QuarantinedEvent> Released { get; init; } = [];

    /// <summary>Once-only keys; the commit fails whole when one exists.</summary>
    public ImmutableArray<OnceKey> Once { get; init; } = [];

    /// <summary>What must reach another partition, the bus or an orchestration.</summary>
    public ImmutableArray<OutboxFact> Outbox { get; init; } = [];
}

/// <summary>
/// An effect that may happen once for ever: its kind, its key, and the answer to give to whoever asks again.
/// </summary>
/// <param name="Kind">Lower case, such as capture or voucher.</param>
/// <param name="Key">At most 120 characters of letters, digits, '_', '-', '.' and ':'.</param>
public sealed record OnceKey(string Kind, string Key, string RequestHash, string Answer);

/// <summary>A fact that others must learn, written in the transaction that made it true.</summary>
/// <param name="Kind">Past tense, such as plan-exhausted.</param>
/// <param name="Body">JSON, at most 16 KiB.</param>
public sealed record OutboxFact(string Kind, string Body);

/// <summary>A usage event that could not be rated, with the reason, as it was received.</summary>
/// <param name="Day">yyyyMMdd of the event's time in UTC; 00000000 if it has none.</param>
/// <param name="Id">Fingerprint of the whole event in hex: the same event is kept once.</param>
/// <param name="Reason">A stable code, such as unknown_meter or id_conflict.</param>
/// <param name="Event">The event's JSON, at most 16 KiB.</param>
public sealed record QuarantinedEvent(
    string Day, string Id, string Reason, string Detail, string Event, DateTimeOffset At);

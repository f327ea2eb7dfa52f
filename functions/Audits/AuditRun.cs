using Billing.Ledger;
using Billing.Platform;

namespace Billing.Audits;

/// <summary>Names an audit of all accounts: a ULID, so that they sort by their start.</summary>
public readonly record struct AuditRunId
{
    private AuditRunId(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, out AuditRunId id)
    {
        id = new(text ?? "");
        return EffectId.IsWellFormed(text);
    }

    public static AuditRunId New(DateTimeOffset now) => new(EffectId.New(now));

    public override string ToString() => Value;
}

/// <summary>One audit of all accounts: how far it is and what it found. It may take several turns.</summary>
/// <param name="Cursor">The last partition that was audited; the next turn goes on after it.</param>
/// <param name="Broken">Accounts whose ledger breaks a rule.</param>
/// <param name="Skipped">Accounts that could not be audited to their end.</param>
public sealed record AuditRun(
    AuditRunId Id,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    string Cursor,
    long Accounts,
    long Commits,
    long Lines,
    long Broken,
    long Skipped)
{
    /// <summary>How long the report of a run is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public bool IsFinished => FinishedAt is not null;

    public static AuditRun Begin(DateTimeOffset now) => new(AuditRunId.New(now), now, null, "", 0, 0, 0, 0, 0);

    /// <summary>Takes in the partitions up to the last of these.</summary>
    public AuditRun After(IReadOnlyCollection<AuditedPartition> audited) => this with
    {
        Cursor = audited.Last().Partition,
        Accounts = Accounts + audited.Count,
        Commits = Commits + audited.Sum(it => it.Report?.Commits ?? 0),
        Lines = Lines + audited.Sum(it => it.Report?.Lines ?? 0),
        Broken = Broken + audited.Count(it => it.Finding is not null),
        Skipped = Skipped + audited.Count(it => it.Fault is not null),
    };
}

/// <summary>What became of one partition of the ledger.</summary>
/// <param name="Report">Null when the audit did not end.</param>
/// <param name="Finding">The row that breaks a rule; null when none does.</param>
/// <param name="Fault">Why the audit did not end; null when it did.</param>
public sealed record AuditedPartition(string Partition, AuditReport? Report, AuditFinding? Finding, Exception? Fault)
{
    /// <summary>The account's id, or the whole partition key when it is no account's.</summary>
    public string Account => LedgerKeys.TryAccount(Partition, out var account) ? account.Value : Partition;
}

/// <summary>A broken account of one run.</summary>
public sealed record RunFinding(string Account, string Row, string Rule, string Detail);

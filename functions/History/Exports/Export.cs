using Billing.Ledger;
using Billing.Platform;

namespace Billing.History.Exports;

/// <summary>What has become of an export.</summary>
public enum ExportState
{
    Running = 1,
    Done = 2,
    Failed = 3,

    /// <summary>Its caller went away, or nothing was heard of it for long.</summary>
    Abandoned = 4,
}

/// <summary>The name that a caller gives an export, so as to ask how far it is.</summary>
public readonly record struct ExportId
{
    private const int MaxLength = 40;

    private ExportId(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, out ExportId id)
    {
        var isId = Identifier.IsWellFormed(text, MaxLength);
        id = new(isId ? text! : "");
        return isId;
    }

    public override string ToString() => Value;
}

/// <summary>How far the export of a credit history is.</summary>
/// <param name="Rows">Rows written.</param>
/// <param name="RowsAtMost">All that the ledger ever numbered; a filter leaves some of it out.</param>
/// <param name="Bytes">Bytes that were taken by the caller's connection.</param>
/// <param name="EndedAt">Null while it runs.</param>
public sealed record Export(
    AccountId Account,
    ExportId Id,
    ExportState State,
    long Rows,
    long RowsAtMost,
    long Bytes,
    DateTimeOffset StartedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? EndedAt)
{
    /// <summary>Longer than the slowest connection that the web server puts up with needs for a piece.</summary>
    public static readonly TimeSpan SilentAtMost = TimeSpan.FromMinutes(10);

    public static Export Begin(AccountHead head, ExportId id, DateTimeOffset now) =>
        new(head.Account, id, ExportState.Running, 0, head.Seq, 0, now, now, EndedAt: null);

    /// <summary>As it is to be told: what fell silent is no longer running.</summary>
    public Export At(DateTimeOffset now) => State == ExportState.Running && now - UpdatedAt > SilentAtMost
        ? this with { State = ExportState.Abandoned, EndedAt = UpdatedAt }
        : this;

    public Export Reach(long rows, long bytes, DateTimeOffset now) =>
        this with { Rows = rows, Bytes = bytes, UpdatedAt = now };

    public Export End(ExportState state, DateTimeOffset now) =>
        this with { State = state, UpdatedAt = now, EndedAt = now };
}

/// <summary>An export as its caller sees it.</summary>
public sealed record ExportView(
    string Id,
    ExportState State,
    long Rows,
    long RowsAtMost,
    long Bytes,
    DateTimeOffset StartedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? EndedAt)
{
    public static ExportView Of(Export export) => new(
        export.Id.Value, export.State, export.Rows, export.RowsAtMost, export.Bytes, export.StartedAt,
        export.UpdatedAt, export.EndedAt);
}

using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>
/// Reads what a run of commits did without decoding a line: their movements, and the sums of their segments. Holds the
/// days that they touched, and one row at a time.
/// </summary>
/// <param name="after">Number of the last commit before the run.</param>
/// <param name="until">Number of the run's last commit.</param>
public sealed class CommitSpan(LedgerTable table, AccountId account, long after, long until)
{
    private const int CommitsPerPage = 200;

    private readonly SortedSet<int> _segmentDays = [];
    private readonly SortedSet<int> _movementDays = [];

    /// <summary>Lines that the commits say they brought; known once <see cref="Open"/> has ended.</summary>
    public long Lines { get; private set; }

    /// <summary>Movements that the commits say they brought.</summary>
    public long Movements { get; private set; }

    /// <summary>Reads the commits: on which days they wrote, and how much.</summary>
    public async Task Open(CancellationToken stop)
    {
        if (after == until) return;

        var filter = KeyRange.Commits(after + 1, until).Filter(account);
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(
            filter, CommitsPerPage, CommitRow.ContentColumns, stop))
        {
            var content = CommitRow.Read(account, row);
            (Lines, Movements) = (Lines + content.Counts.Lines, Movements + content.Counts.Movements);
            foreach (var changed in content.Rows)
            {
                if (changed.Key[0] == LedgerKeys.SegmentRow) _segmentDays.Add(Day(changed.Key));
                if (changed.Key[0] == LedgerKeys.MovementRow) _movementDays.Add(Day(changed.Key));
            }
        }
    }

    public async IAsyncEnumerable<SegmentSummary> ReadSegments([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var row in Rows(LedgerKeys.SegmentRow, _segmentDays, SegmentRow.SummaryColumns, stop))
            yield return SegmentRow.ReadSummary(row);
    }

    public async IAsyncEnumerable<Movement> ReadMovements([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var row in Rows(LedgerKeys.MovementRow, _movementDays, null, stop))
            yield return MovementRow.Read(row);
    }

    private async IAsyncEnumerable<TableEntity> Rows(
        char kind, SortedSet<int> days, List<string>? columns, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var (first, last) in DayRuns.Of(days))
        {
            var filter = $"{KeyRange.Days(kind, first, last).Filter(account)} "
                + $"and CommitNo gt {after}L and CommitNo le {until}L";
            await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, null, columns, stop))
                yield return row;
        }
    }

    private static int Day(string key) => LedgerKeys.TryDay(key.AsSpan(2, 8), out var day)
        ? day.DayNumber
        : throw new LedgerFormatException($"'{key}' is not the key of a row that is kept by day.");
}

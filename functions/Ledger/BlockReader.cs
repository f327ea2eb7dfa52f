using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>Neighbouring rows of one kind: so much of an account's past as is read at once.</summary>
/// <param name="First">No time in it is earlier.</param>
/// <param name="Last">No time in it is later.</param>
public readonly record struct RowBlock(char Kind, KeyRange Keys, DateTimeOffset First, DateTimeOffset Last);

/// <summary>
/// Reads an account's past up to one commit in blocks of a bounded size: first where they lie, then one or the other.
/// What is committed later is in none.
/// </summary>
/// <param name="head">The commit.</param>
public sealed class BlockReader(LedgerTable table, AccountHead head)
{
    /// <summary>A block has so many lines, or a single segment.</summary>
    public const int MaxLines = Segment.MaxLines;

    /// <summary>A block has so many movements.</summary>
    public const int MaxMovements = 500;

    public AccountId Account => head.Account;

    /// <summary>The blocks of segments on these days, both included.</summary>
    /// <param name="wanted">What is asked for of a segment that is not opened.</param>
    public async IAsyncEnumerable<RowBlock> Segments(
        DateOnly first,
        DateOnly last,
        Func<SegmentSummary, bool> wanted,
        [EnumeratorCancellation] CancellationToken stop)
    {
        var open = new Open(LedgerKeys.SegmentRow, MaxLines);
        var keys = KeyRange.Days(LedgerKeys.SegmentRow, first, last);
        await foreach (var row in Rows(keys, SegmentRow.SummaryColumns, stop))
        {
            var segment = SegmentRow.ReadSummary(row);
            var isWanted = segment.CommitNo <= head.CommitNo && wanted(segment);
            if ((!isWanted || !open.HasRoom(segment.Lines)) && open.Close() is { } block) yield return block;
            if (isWanted) open.Add(row.RowKey, segment.First, segment.Last, segment.Lines);
        }
        if (open.Close() is { } rest) yield return rest;
    }

    /// <summary>The blocks of movements on these days, both included.</summary>
    public async IAsyncEnumerable<RowBlock> Movements(
        DateOnly first, DateOnly last, [EnumeratorCancellation] CancellationToken stop)
    {
        var open = new Open(LedgerKeys.MovementRow, MaxMovements);
        var keys = KeyRange.Days(LedgerKeys.MovementRow, first, last);
        await foreach (var row in Rows(keys, MovementRow.TimeColumns, stop))
        {
            if (!open.HasRoom(1) && open.Close() is { } block) yield return block;
            var time = MovementRow.ReadTime(row);
            open.Add(row.RowKey, time, time, 1);
        }
        if (open.Close() is { } rest) yield return rest;
    }

    public async Task<List<Segment>> ReadSegments(RowBlock block, CancellationToken stop)
    {
        var found = new List<Segment>();
        await foreach (var row in Rows(block.Keys, columns: null, stop))
            if (SegmentRow.Read(row) is { } segment && segment.CommitNo <= head.CommitNo) found.Add(segment);
        return found;
    }

    public async Task<List<Movement>> ReadMovements(RowBlock block, CancellationToken stop)
    {
        var found = new List<Movement>();
        await foreach (var row in Rows(block.Keys, columns: null, stop))
            if (MovementRow.Read(row) is { } movement && movement.CommitNo <= head.CommitNo) found.Add(movement);
        return found;
    }

    private AsyncPageable<TableEntity> Rows(KeyRange keys, List<string>? columns, CancellationToken stop) =>
        table.Rows.QueryAsync<TableEntity>(keys.Filter(head.Account), null, columns, stop);

    /// <summary>A block that grows row by row.</summary>
    private sealed class Open(char kind, int most)
    {
        private string _from = "";
        private string _to = "";
        private DateTimeOffset _first;
        private DateTimeOffset _last;
        private int _count;

        public bool HasRoom(int count) => _count + count <= most;

        public void Add(string key, DateTimeOffset first, DateTimeOffset last, int count)
        {
            if (_count == 0) (_from, _first, _last) = (key, first, last);
            if (first < _first) _first = first;
            if (last > _last) _last = last;
            (_to, _count) = (key, _count + count);
        }

        /// <summary>Null when nothing is in it.</summary>
        public RowBlock? Close()
        {
            if (_count == 0) return null;
            _count = 0;
            return new(kind, new(_from, KeyRange.One(_to).Until), _first, _last);
        }
    }
}

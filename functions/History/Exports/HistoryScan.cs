using System.Runtime.CompilerServices;
using Billing.Ledger;

namespace Billing.History.Exports;

/// <summary>
/// Reads the whole credit history of an account as one commit left it, newest first. It holds a bounded number of
/// entries, however long the history is and in whatever order its events arrived.
/// </summary>
/// <param name="most">Entries that it holds; where more of them overlap in time, their segments are read again.</param>
public sealed class HistoryScan(LedgerTable ledger, int most = HistoryScan.MaxHeld)
{
    public const int MaxHeld = 20_000;

    /// <summary>Days whose blocks are looked up at once.</summary>
    public const int WindowDays = 31;

    private static readonly DateOnly Inception = new(2000, 1, 1);

    private readonly LedgerReader _days = new(ledger);

    /// <param name="head">What is committed after it is left out.</param>
    /// <param name="now">Entries may lie a little in the future, because clocks differ.</param>
    public async IAsyncEnumerable<HistoryEntry> Read(
        AccountHead head, HistoryFilter filter, DateTimeOffset now, [EnumeratorCancellation] CancellationToken stop)
    {
        var rows = new BlockReader(ledger, head);
        var first = filter.From is { } from ? LedgerKeys.DayOf(from) : Inception;
        var last = LedgerKeys.DayOf(head.TimeOf(now)).AddDays(1);
        if (filter.Until is { } until && LedgerKeys.DayOf(until) < last) last = LedgerKeys.DayOf(until);
        while (first <= last && await _days.NewestDay(head.Account, first, last, stop) is { } newest)
        {
            var oldest = newest.DayNumber - first.DayNumber < WindowDays ? first : newest.AddDays(1 - WindowDays);
            var blocks = await Find(rows, filter, oldest, newest, stop);
            await foreach (var entry in Merge(rows, filter, blocks, stop)) yield return entry;
            last = oldest.AddDays(-1);
        }
    }

    /// <summary>The blocks of some days, the one with the newest entry first.</summary>
    private static async Task<List<RowBlock>> Find(
        BlockReader rows, HistoryFilter filter, DateOnly first, DateOnly last, CancellationToken stop)
    {
        var blocks = new List<RowBlock>();
        if (filter.WantsUsage)
            await foreach (var block in rows.Segments(first, last, filter.MayInclude, stop)) blocks.Add(block);
        if (filter.WantsMovements)
            await foreach (var block in rows.Movements(first, last, stop)) blocks.Add(block);
        blocks.Sort(static (a, b) => b.Last.CompareTo(a.Last));
        return blocks;
    }

    /// <summary>
    /// Pass after pass, each the newest entries that the passes before left. Blocks that follow one another in time are
    /// read once, and those at the seam of two passes twice.
    /// </summary>
    private async IAsyncEnumerable<HistoryEntry> Merge(
        BlockReader rows,
        HistoryFilter filter,
        List<RowBlock> blocks,
        [EnumeratorCancellation] CancellationToken stop)
    {
        HistoryPosition? after = null;
        while (true)
        {
            var newest = new HistoryNewest(filter, after, most);
            await Offer(newest, blocks.Where(block => !newest.IsPast(block)), Open, stop);
            var entries = newest.Take();
            foreach (var entry in entries) yield return entry;
            if (entries.Count < most) yield break;
            after = entries[^1].Position;

            Task<Action> Open(RowBlock block) => block.Kind == LedgerKeys.SegmentRow
                ? OpenSegments(newest, rows, block, stop)
                : OpenMovements(newest, rows, block, filter, stop);
        }
    }

    /// <summary>Reads one block ahead of the one that it looks through.</summary>
    private static async Task Offer(
        HistoryNewest newest, IEnumerable<RowBlock> blocks, Func<RowBlock, Task<Action>> open, CancellationToken stop)
    {
        Task<Action>? ahead = null;
        foreach (var block in blocks)
        {
            if (newest.IsBeyond(block.Last)) break;
            stop.ThrowIfCancellationRequested();
            var next = open(block);
            if (ahead is not null) (await ahead)();
            ahead = next;
        }
        if (ahead is not null) (await ahead)();
    }

    private static async Task<Action> OpenSegments(
        HistoryNewest newest, BlockReader rows, RowBlock block, CancellationToken stop)
    {
        var segments = await rows.ReadSegments(block, stop);
        return () => segments.ForEach(newest.Offer);
    }

    private async Task<Action> OpenMovements(
        HistoryNewest newest, BlockReader rows, RowBlock block, HistoryFilter filter, CancellationToken stop)
    {
        var found = new List<(Movement Movement, UsageResource? Resource)>();
        var resources = new ReversalResources(_days, rows.Account);
        foreach (var movement in await rows.ReadMovements(block, stop))
        {
            var reversed = filter.Resource is null ? null : (movement.Fact as MovementFact.UsageReversed)?.Usage;
            found.Add((movement, reversed is null ? null : await resources.Of(reversed.Line, stop)));
        }
        return () => found.ForEach(it => newest.Offer(it.Movement, it.Resource));
    }
}

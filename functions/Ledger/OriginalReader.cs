using System.Globalization;
using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>
/// Finds what a reversal needs of an account's past: the line of an event, and the terms of lots that are used up.
/// </summary>
public sealed class OriginalReader(LedgerTable table)
{
    /// <summary>The line that an event was charged by; null if it never was.</summary>
    public async Task<(LineId Id, RatedLine Line)?> Find(
        AccountId account, string source, string eventId, DateTimeOffset time, CancellationToken stop)
    {
        var day = LedgerKeys.DayOf(time);
        var ticks = time.UtcTicks.ToString(CultureInfo.InvariantCulture);
        var filter = $"{KeyRange.Days(LedgerKeys.SegmentRow, day, day).Filter(account)} "
            + $"and First le {ticks}L and Last ge {ticks}L";
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, null, null, stop))
        {
            var segment = SegmentRow.Read(row);
            for (var i = 0; i < segment.Lines.Length; i++)
            {
                var line = segment.Lines[i];
                if (line.EventId == eventId && line.Source == source && line.Time == time)
                    return (new(day, segment.FirstSeq, i), line);
            }
        }
        return null;
    }

    public Task<OnceKey?> FindOnce(AccountId account, string kind, string key, CancellationToken stop) =>
        table.FindOnce(account, kind, key, stop);

    /// <summary>The terms that the account's plans ever had.</summary>
    public Task<CoverRecord> Covers(AccountId account, CancellationToken stop) =>
        new LedgerReader(table).Covers(account, stop);

    /// <summary>The terms of lots, from the movements that began them; the scan ends once all are found.</summary>
    public async Task<IReadOnlyDictionary<LotId, Lot>> Lots(
        AccountId account, IReadOnlySet<LotId> wanted, CancellationToken stop)
    {
        var found = new Dictionary<LotId, Lot>();
        if (wanted.Count == 0) return found;

        var filter = KeyRange.All(LedgerKeys.MovementRow).Filter(account);
        await foreach (var row in table.Rows.QueryAsync<TableEntity>(filter, null, null, stop))
        {
            var movement = MovementRow.Read(row);
            if (LotOrigin.Of(movement.Fact, movement.Seq) is { } lot && wanted.Contains(lot.Id))
                found.TryAdd(lot.Id, lot);
            if (found.Count == wanted.Count) break;
        }
        return found;
    }
}

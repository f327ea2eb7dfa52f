using Azure.Data.Tables;
using Billing.Benchmarks.Load;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;

namespace Billing.Benchmarks.Peers;

/// <summary>
/// Our auditor over every account of a store. The rows are read once, in the order of partitions, because the emulator
/// looks through the whole table for every question.
/// </summary>
internal static class LedgerTally
{
    public static async Task<Tally> Of(
        TableServiceClient tables, Workload load, LedgerSeed seed, CancellationToken stop)
    {
        var clock = new StillClock(Workload.End.AddMinutes(2));
        var prices = new PostedPrices(await new PriceCatalogue(new(tables), clock).Newest(stop));
        var count = new Count(load, seed, prices);
        var rows = new List<TableEntity>();
        var ledger = tables.GetTableClient(LedgerTable.Name);
        await foreach (var row in ledger.QueryAsync<TableEntity>(cancellationToken: stop))
        {
            if (rows.Count > 0 && rows[0].PartitionKey != row.PartitionKey)
            {
                count.Add(rows);
                rows.Clear();
            }
            rows.Add(row);
        }
        if (rows.Count > 0) count.Add(rows);
        return count.ToTally();
    }

    private sealed class Count(Workload load, LedgerSeed seed, PostedPrices prices)
    {
        private readonly Dictionary<AccountId, int> _places =
            load.Ids.Index().ToDictionary(it => it.Item, it => it.Index);

        private readonly List<Left> _left = [];
        private long _lines;
        private long _units;
        private long _duplicates;

        public Tally ToTally() => new(_lines, _units, _duplicates, Tally.Digest(_left));

        /// <summary>Audits one account.</summary>
        public void Add(List<TableEntity> stored)
        {
            var account = AccountId.Parse(stored[0].PartitionKey.Split('|')[1]);
            var opened = seed.Openings[_places[account]].Actions.Skip(1).Select(action => (TableEntity)action.Entity);
            List<TableEntity> rows = [.. opened, .. stored];
            var byKey = rows.ToDictionary(row => row.RowKey, StringComparer.Ordinal);
            var audit = new LedgerAudit(account, prices.Fault);
            foreach (var row in rows.Where(row => row.RowKey[0] == LedgerKeys.CommitRow))
                if (audit.Open(row) is { } content) audit.Replay(row, content, byKey.GetValueOrDefault);
            var head = byKey[LedgerKeys.Head(account)];
            audit.End(head);
            if (audit.Broken is { } broken) throw new BenchmarkFailedException($"{account}: {broken}");
            CountLines(rows);
            var state = HeadRow.Read(account, head).State;
            _left.Add(new(
                _places[account], (Quota(state, 0), Quota(state, 1)), Sum(state, LotKind.Voucher),
                Sum(state, LotKind.TopUp), state.DebtUnits));
        }

        private void CountLines(List<TableEntity> rows)
        {
            var seen = new HashSet<UInt128>();
            foreach (var row in rows.Where(row => row.RowKey[0] == LedgerKeys.SegmentRow))
            {
                foreach (var line in SegmentRow.Read(row).Lines)
                {
                    _lines++;
                    _units += line.Amount.Units;
                    if (!seen.Add(EventIdentity.Key(line.Source, line.EventId))) _duplicates++;
                }
            }
        }

        private static long Quota(AccountState state, int index) =>
            state.Covers[0].Quotas[index].Units!.Value.Micros / Quantity.MicrosPerUnit;

        private static long Sum(AccountState state, LotKind kind) =>
            state.Lots.Where(lot => lot.Kind == kind).Sum(lot => lot.Remaining.Units);
    }
}

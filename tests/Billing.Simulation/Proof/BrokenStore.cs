using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Simulation.Storage;
using Billing.Simulation.Clocks;

namespace Billing.Simulation.Proof;

/// <summary>A store with one defect.</summary>
public sealed class BrokenStore(Sabotage defect, TimeProvider clock, Dice dice) : TableStore(clock)
{
    private readonly TimeProvider _clock = clock;

    public static TableStore Of(Sabotage defect, TimeProvider clock, Dice dice) =>
        defect is Sabotage.None or Sabotage.LostMessage or Sabotage.SettledFirst
            ? new TableStore(clock)
            : new BrokenStore(defect, clock, dice);

    public override StoredRow? Find(string name, string partition, string rowKey) =>
        defect == Sabotage.ForgottenOnce && name == LedgerTable.Name && rowKey[0] == LedgerKeys.OnceRow
            ? null
            : base.Find(name, partition, rowKey);

    public override IEnumerable<StoredRow> Query(string name, RowFilter filter, (string Partition, string Row)? from)
    {
        var rows = base.Query(name, filter, from);
        if (defect != Sabotage.ForgottenDay || filter is not RowFilter.Both { Right: RowFilter.Either }) return rows;
        var yesterday = LedgerKeys.Day(LedgerKeys.DayOf(_clock.GetUtcNow()).AddDays(-1));
        return rows.Where(row => !row.RowKey.StartsWith($"S|{yesterday}", StringComparison.Ordinal));
    }

    public override StoredRow? Write(string name, TableTransactionAction action) =>
        base.Write(name, defect == Sabotage.IgnoredCondition ? Unconditioned(action) : action);

    public override IReadOnlyList<StoredRow?> WriteTogether(string name, IReadOnlyList<TableTransactionAction> actions)
    {
        switch (defect)
        {
            case Sabotage.IgnoredCondition:
                return base.WriteTogether(name, [.. actions.Select(Unconditioned)]);
            case Sabotage.LostRow when dice.Below(20) == 0:
                return base.WriteTogether(name, Without(actions));
            case Sabotage.LostCommit when dice.Below(50) == 0:
                return [.. actions.Select(_ => (StoredRow?)null)];
            case Sabotage.ChangedRow when dice.Below(50) == 0:
                Change(name, actions[0].Entity.PartitionKey);
                return base.WriteTogether(name, actions);
            case Sabotage.HalfTransaction:
                return Half(name, actions);
            default:
                return base.WriteTogether(name, actions);
        }
    }

    private static TableTransactionAction Unconditioned(TableTransactionAction action) =>
        action.ETag == default ? action : new(action.ActionType, action.Entity, ETag.All);

    private IReadOnlyList<TableTransactionAction> Without(IReadOnlyList<TableTransactionAction> actions)
    {
        var added = actions.Skip(1).Where(action => action.ActionType == TableTransactionActionType.Add).ToList();
        if (added.Count == 0) return actions;
        var lost = dice.Pick(added);
        return [.. actions.Where(action => action != lost)];
    }

    private IReadOnlyList<StoredRow?> Half(string name, IReadOnlyList<TableTransactionAction> actions)
    {
        try
        {
            return base.WriteTogether(name, actions);
        }
        catch (TableTransactionFailedException)
        {
            foreach (var action in actions) Try(name, action);
            throw;
        }
    }

    private void Try(string name, TableTransactionAction action)
    {
        try
        {
            base.WriteTogether(name, [action]);
        }
        catch (RequestFailedException)
        {
            // The row that failed the transaction.
        }
    }

    private void Change(string name, string partition)
    {
        var rows = Open(name).Partition(partition).Where(row => row.RowKey[0] == LedgerKeys.SegmentRow).ToList();
        if (name != LedgerTable.Name || rows.Count == 0) return;
        var changed = dice.Pick(rows).ToEntity(null);
        changed["Lines"] = 1 + (changed.GetInt32("Lines") ?? 0);
        base.Write(name, new(TableTransactionActionType.UpdateReplace, changed, ETag.All));
    }
}

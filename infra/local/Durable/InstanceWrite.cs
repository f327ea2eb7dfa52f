using Azure;
using Azure.Data.Tables;

namespace Billing.LocalHost.Durable;

/// <summary>The rows that a step writes, and the instance as it is when they are written.</summary>
internal static class InstanceWrite
{
    public static List<TableTransactionAction> Of(
        InstanceState state, InstanceChange change, IEnumerable<string> leftovers)
    {
        var id = state.Head.InstanceId;
        var actions = new List<TableTransactionAction>
        {
            new(TableTransactionActionType.UpdateReplace, InstanceRows.Of(change.Head), state.Tag),
        };
        if (change.Turn is not null)
            Put(PackedJson.Row(id, InstanceRows.TurnKey(state.Head.Execution, state.Turns.Count), change.Turn));
        foreach (var put in change.Put) Put(InstanceRows.Of(id, put));
        foreach (var taken in change.Taken) actions.Add(Delete(id, taken.Key));
        foreach (var key in leftovers) actions.Add(Delete(id, key));
        Set(InstanceRows.CarriedKey, state.Carried.Count, change.Carried);
        Set(InstanceRows.OutboxKey, state.Outbox.Count, change.Outbox);
        return actions;

        void Put(TableEntity row) => actions.Add(new(TableTransactionActionType.UpsertReplace, row));

        void Set<T>(string key, int before, IReadOnlyList<T> after)
        {
            if (after.Count > 0) Put(PackedJson.Row(id, key, after));
            else if (before > 0) actions.Add(Delete(id, key));
        }
    }

    public static InstanceState After(
        InstanceState state, InstanceChange change, List<string> leftovers, ETag tag)
    {
        var turns = change.Turn is null ? state.Turns : [.. state.Turns, change.Turn];
        var isNew = change.Head.Execution != state.Head.Execution;
        var old = Enumerable.Range(0, turns.Count).Select(turn => InstanceRows.TurnKey(state.Head.Execution, turn));
        return new InstanceState(change.Head, tag)
        {
            Turns = isNew ? [] : turns,
            Inbox = [.. state.Inbox.Except(change.Taken), .. change.Put],
            Carried = change.Carried,
            Outbox = change.Outbox,
            DueOnceSent = change.DueOnceSent,
            IsDueKnown = change.Turn is not null || change.BeginsAnew,
            Leftovers = [.. state.Leftovers.Except(leftovers), .. isNew ? old : []],
        };
    }

    public static IEnumerable<string> KeysBeside(InstanceState state)
    {
        var turns = Enumerable.Range(0, state.Turns.Count);
        var keys = state.Leftovers
            .Concat(turns.Select(turn => InstanceRows.TurnKey(state.Head.Execution, turn)))
            .Concat(state.Inbox.Select(arrival => arrival.Key));
        if (state.Carried.Count > 0) keys = keys.Append(InstanceRows.CarriedKey);
        return state.Outbox.Count > 0 ? keys.Append(InstanceRows.OutboxKey) : keys;
    }

    public static TableTransactionAction Delete(string instance, string key) =>
        new(TableTransactionActionType.Delete, new TableEntity(instance, key), ETag.All);
}

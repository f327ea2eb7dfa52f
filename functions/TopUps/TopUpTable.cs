using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.TopUps;

/// <summary>A top-up as stored, with the version that a change must name.</summary>
public sealed record StoredTopUp(TopUp TopUp, ETag Version);

/// <summary>
/// Top-ups are rows of their account's ledger partition, newest first, so that crediting one is a single transaction
/// with the movement. This says how such a row looks; whoever decides commits it.
/// </summary>
public sealed class TopUpTable(LedgerTable ledger)
{
    private const int MaxRounds = 8;
    private const int MaxAtOnce = 50;

    /// <summary>A payment that succeeded stands for the movement that credited it, or that paid a plan with it, and
    /// for all that followed.</summary>
    public static CreditWitness Witness { get; } = new(
        LedgerKeys.PaymentRow,
        "I12 a payment that succeeded is credited once, and nothing else is credited",
        (account, row) => TopUpRow.IsTopUp(row) ? TopUpRow.Read(account, row).Movements : [],
        fact => fact is MovementFact.TopUpCredited
            or MovementFact.TopUpDebited
            or MovementFact.TopUpReinstated
            or MovementFact.TopUpHeld
            or MovementFact.PlanPaid { Gateway: not null });

    public async Task<StoredTopUp?> Find(AccountId account, TopUpId id, CancellationToken stop)
    {
        var found = await ledger.Rows.GetEntityIfExistsAsync<TableEntity>(
            LedgerKeys.Partition(account), LedgerKeys.Payment(account, id.Inverted), cancellationToken: stop);
        return found.HasValue ? new(TopUpRow.Read(account, found.Value!), found.Value!.ETag) : null;
    }

    /// <summary>The top-ups of an account, by the time of their quotes.</summary>
    /// <param name="after">Only top-ups older than this one.</param>
    public async IAsyncEnumerable<TopUp> NewestFirst(
        AccountId account, TopUpId? after, [EnumeratorCancellation] CancellationToken stop)
    {
        var all = KeyRange.All(LedgerKeys.PaymentRow);
        var start = after is { } last ? LedgerKeys.Payment(account, last.Inverted) : all.From;
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {LedgerKeys.Partition(account)} and RowKey gt {start} and RowKey lt {all.Until}");
        await foreach (var row in ledger.Rows.QueryAsync<TableEntity>(filter, cancellationToken: stop))
            if (TopUpRow.IsTopUp(row)) yield return TopUpRow.Read(account, row);
    }

    /// <summary>No payment names its payer any more: again is the same.</summary>
    /// <returns>How many did.</returns>
    /// <exception cref="LedgerBusyException">They kept changing.</exception>
    public async Task<int> ErasePayers(AccountId account, CancellationToken stop)
    {
        var erased = 0;
        for (var round = 1; round <= MaxRounds; round++)
        {
            List<StoredTopUp> named = [];
            var filter = KeyRange.All(LedgerKeys.PaymentRow).Filter(account);
            await foreach (var row in ledger.Rows.QueryAsync<TableEntity>(filter, cancellationToken: stop))
                if (TopUpRow.IsTopUp(row) && TopUpRow.Read(account, row) is var topUp && topUp != topUp.WithoutPayer())
                    named.Add(new(topUp, row.ETag));
            if (named.Count == 0) return erased;

            foreach (var some in named.Chunk(MaxAtOnce))
                if (await ledger.WriteBeside([.. some.Select(it => Replace(it, it.TopUp.WithoutPayer()))], stop))
                    erased += some.Length;
        }
        throw new LedgerBusyException(account);
    }

    /// <summary>Fails its transaction when the row exists.</summary>
    public static TableTransactionAction Insert(TopUp topUp) =>
        new(TableTransactionActionType.Add, TopUpRow.Write(topUp));

    /// <summary>Fails its transaction when the row is no longer what it was.</summary>
    public static TableTransactionAction Replace(StoredTopUp stored, TopUp topUp) =>
        new(TableTransactionActionType.UpdateReplace, TopUpRow.Write(topUp), stored.Version);
}

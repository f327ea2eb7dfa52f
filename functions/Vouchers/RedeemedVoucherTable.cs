using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Vouchers;

/// <summary>
/// The vouchers that an account has redeemed, newest first: one row each in the account's ledger partition, written in
/// the transaction that grants the credit. They hold the masked code only.
/// </summary>
public sealed class RedeemedVoucherTable(LedgerTable ledger)
{
    private static readonly KeyRange All = KeyRange.All(LedgerKeys.VoucherRow);

    /// <summary>A redeemed voucher stands for the movement that granted its credit.</summary>
    public static CreditWitness Witness { get; } = new(
        LedgerKeys.VoucherRow,
        "I17 a voucher that was redeemed is granted once, and nothing else is granted",
        (_, row) => [RedemptionRow.Read(row).Fact],
        fact => fact is MovementFact.VoucherGranted);

    public static TableEntity Row(Redemption redemption) => RedemptionRow.Write(
        redemption with { Stage = RedemptionStage.Granted },
        LedgerKeys.Partition(redemption.Account),
        Key(redemption.Account, redemption.Id));

    public async Task<Redemption?> Find(AccountId account, RedemptionId id, CancellationToken stop)
    {
        var row = await ledger.Rows.GetEntityIfExistsAsync<TableEntity>(
            LedgerKeys.Partition(account), Key(account, id), null, stop);
        return row.HasValue ? RedemptionRow.Read(row.Value!) : null;
    }

    /// <param name="after">Only redemptions older than this one.</param>
    public async Task<IReadOnlyList<Redemption>> List(
        AccountId account, RedemptionId? after, int maxRows, CancellationToken stop)
    {
        var start = after is { } last ? Key(account, last) : All.From;
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {LedgerKeys.Partition(account)} and RowKey gt {start} and RowKey lt {All.Until}");
        var found = new List<Redemption>();
        await foreach (var row in ledger.Rows.QueryAsync<TableEntity>(filter, maxRows, cancellationToken: stop))
        {
            found.Add(RedemptionRow.Read(row));
            if (found.Count == maxRows) break;
        }
        return found;
    }

    /// <summary>Those of some vouchers of which something was left at their end: one read, or none.</summary>
    public async Task<IReadOnlySet<RedemptionId>> Forfeited(
        AccountId account, IReadOnlyCollection<Redemption> among, CancellationToken stop)
    {
        var found = new HashSet<RedemptionId>();
        if (among.Count == 0) return found;

        var byKey = among.ToDictionary(
            it => LedgerKeys.Once(account, ExpirySweep.OnceKind, it.Lot.Value), it => it.Id, StringComparer.Ordinal);
        var range = new KeyRange(byKey.Keys.Min(StringComparer.Ordinal)!, byKey.Keys.Max(StringComparer.Ordinal) + ' ');
        var rows = ledger.Rows.QueryAsync<TableEntity>(range.Filter(account), null, ["RowKey"], stop);
        await foreach (var row in rows) if (byKey.TryGetValue(row.RowKey, out var id)) found.Add(id);
        return found;
    }

    private static string Key(AccountId account, RedemptionId id) =>
        $"{LedgerKeys.VoucherRow}|{NewestFirst.Invert(id.Value)}|{account}";
}

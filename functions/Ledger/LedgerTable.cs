using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>
/// The ledger's rows in storage: one partition an account, every change one transaction that replaces the head if
/// nobody else did.
/// The client must not retry by itself: an answer that was lost is cleared up by reading the head.
/// </summary>
/// <param name="marks">Left out where no timer is to find what is committed.</param>
/// <param name="defaults">Left out where accounts are given no thresholds.</param>
public sealed class LedgerTable(TableClient rows, LedgerMarks? marks = null, LowBalanceDefaults? defaults = null)
{
    public const string Name = "ledger";

    /// <summary>
    /// Times that a commit is sent again when the store answered nothing and the head shows that nothing happened.
    /// </summary>
    private const int MaxSends = 4;

    public LedgerTable(TableServiceClient service)
        : this(service.GetTableClient(Name), new LedgerMarks(service))
    {
    }

    /// <summary>For rows of other capabilities that live in the account's partition.</summary>
    public TableClient Rows { get; } = rows;

    /// <summary>The account's head; a new one when nothing was ever committed.</summary>
    public async Task<AccountHead> Load(AccountId account, CancellationToken stop)
    {
        var row = await Find(account, LedgerKeys.Head(account), stop);
        return row is null ? AccountHead.New(account) : HeadRow.Read(account, row);
    }

    /// <summary>
    /// Whether an effect has happened. Ask after loading the head: then a commit on that head cannot miss it.
    /// </summary>
    public async Task<OnceKey?> FindOnce(AccountId account, string kind, string key, CancellationToken stop)
    {
        var row = await Find(account, LedgerKeys.Once(account, kind, key), stop);
        return row is null ? null : OnceRow.Read(row);
    }

    /// <summary>Writes an entry, and rows beside it, onto the head it was decided on: all of it or nothing.</summary>
    /// <exception cref="LedgerEntryTooLargeException">The entry must be split.</exception>
    public async Task<CommitResult> Commit(
        AccountHead head, LedgerEntry entry, IReadOnlyList<TableTransactionAction> beside, CancellationToken stop)
    {
        if (defaults is not null) entry = defaults.Given(head.State, entry);
        var plan = CommitPlan.Of(head, entry, beside);
        TransactionLimits.Check(plan.Actions);
        if (marks is not null) await marks.Before(head, plan, entry.Time, stop);
        using var watch = new CommitWatch(plan, entry);
        for (var send = 1; ; send++)
        {
            try
            {
                var answer = await Rows.SubmitTransactionAsync(plan.Actions, stop);
                return watch.Committed(
                    new(plan.Next with { ETag = answer.Value[0].Headers.ETag.ToString()! }, plan.Rows));
            }
            catch (Exception fault) when (StorageFault.IsAmbiguous(fault, stop))
            {
                if (await Clarify(head, plan, fault, stop) is { } known) return watch.Cleared(known);
                if (send == MaxSends) throw;
                watch.SendAgain();
            }
        }
    }

    /// <summary>
    /// Writes rows beside the ledger without touching it; false if another writer was first or the answer was lost.
    /// </summary>
    public async Task<bool> WriteBeside(IReadOnlyList<TableTransactionAction> beside, CancellationToken stop)
    {
        TransactionLimits.Check(beside);
        try
        {
            await Rows.SubmitTransactionAsync(beside, stop);
            return true;
        }
        catch (Exception fault) when (StorageFault.IsAmbiguous(fault, stop))
        {
            return false;
        }
    }

    /// <summary>Leads timers to all that ends or waits in an account, should marks be missing.</summary>
    internal async Task Repair(AccountId account, DateTimeOffset at, CancellationToken stop)
    {
        if (marks is null) return;

        var filter = KeyRange.All(LedgerKeys.OutboxRow).Filter(account);
        var hasFacts = false;
        await foreach (var _ in Rows.QueryAsync<TableEntity>(filter, maxPerPage: 1, ["RowKey"], stop))
        {
            hasFacts = true;
            break;
        }
        await marks.Repair(await Load(account, stop), hasFacts, at, stop);
    }

    internal async Task<TableEntity?> Find(AccountId account, string rowKey, CancellationToken stop)
    {
        var found = await Rows.GetEntityIfExistsAsync<TableEntity>(LedgerKeys.Partition(account), rowKey, null, stop);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Null when nothing happened and the same transaction may be sent again.</summary>
    private async Task<CommitResult?> Clarify(
        AccountHead head, CommitPlan plan, Exception fault, CancellationToken stop)
    {
        var now = await Load(head.Account, stop);
        if (now.CommitNo == plan.Next.CommitNo && now.CommitId == plan.Next.CommitId)
            return new CommitResult.Committed(plan.Next with { ETag = now.ETag }, plan.Rows);
        if (now.CommitNo > plan.Next.CommitNo && await Stands(plan, stop))
            return new CommitResult.Committed(plan.Next, plan.Rows);
        return now.CommitNo != head.CommitNo || StorageFault.IsConflict(fault) ? new CommitResult.LostRace() : null;
    }

    /// <summary>Whether our commit landed before others went on from it.</summary>
    private async Task<bool> Stands(CommitPlan plan, CancellationToken stop)
    {
        var row = await Find(plan.Next.Account, LedgerKeys.Commit(plan.Next.Account, plan.Next.CommitNo), stop);
        return row is not null && CommitRow.ReadId(row) == plan.Next.CommitId;
    }
}

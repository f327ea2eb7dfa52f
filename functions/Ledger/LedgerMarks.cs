using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>
/// Leads timers to the accounts that await them: each mark is written before the commit that needs it, so that a crash
/// leaves at most a mark that leads to nothing.
/// </summary>
public sealed class LedgerMarks(ExpiryTable expiries, OutboxMarkTable outbox)
{
    /// <summary>No commit is sent longer than this after it was marked.</summary>
    public static readonly TimeSpan CommitPatience = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A mark that looks younger stays although it leads to nothing yet: whoever set it may have a slow clock, and
    /// whoever looks a fast one. A slow clock that sets it again makes it no older than this allows for.
    /// </summary>
    public static readonly TimeSpan MarkPatience = CommitPatience + 2 * LedgerTime.MaxClockError;

    public LedgerMarks(TableServiceClient tables)
        : this(new ExpiryTable(tables), new OutboxMarkTable(tables))
    {
    }

    internal async Task Before(AccountHead head, CommitPlan plan, DateTimeOffset at, CancellationToken stop)
    {
        // A head without a time was written before there were marks: what stands in it was never marked.
        var marked = head.Time is null ? AccountState.Empty : head.State;
        await expiries.Mark(head.Account, marked, plan.Next.State, at, stop);
        if (plan.HasFacts) await outbox.Mark(head.Account, at, stop);
    }

    /// <summary>Marks all that ends or waits in an account, whether it is marked or not.</summary>
    internal async Task Repair(AccountHead head, bool hasFacts, DateTimeOffset at, CancellationToken stop)
    {
        await expiries.Mark(head.Account, AccountState.Empty, head.State, at, stop);
        if (hasFacts) await outbox.Mark(head.Account, at, stop);
    }
}

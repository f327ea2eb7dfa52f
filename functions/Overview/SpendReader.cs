using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.Statements;

namespace Billing.Overview;

/// <summary>
/// Adds up what services took in a month, from where it was added up before. A month with very many commits takes
/// several requests the first time: each goes on where the one before had to stop.
/// </summary>
public sealed class SpendReader(LedgerTable ledger, CommitSearch commits, MonthSpendTable known)
{
    /// <summary>Commits that are added up before that is kept.</summary>
    public const int Step = 1_000;

    /// <param name="timeZone">The account's billing time zone.</param>
    public async Task<MonthSpend> Read(
        AccountHead head,
        StatementMonth month,
        string timeZone,
        Currency currency,
        DateTimeOffset now,
        CancellationToken stop)
    {
        var (from, until) = month.In(timeZone);
        var spend = await known.Find(head.Account, month, timeZone, currency, stop);
        if (spend is { IsFinal: true }) return spend;

        spend ??= MonthSpend.Empty(month, await LastBefore(head, from, stop));
        var (last, begun) = (await LastBefore(head, until, stop), spend.CommitNo);
        while (spend.CommitNo < last)
        {
            spend = await Add(head.Account, spend, Math.Min(spend.CommitNo + Step, last), stop);
            if (spend.CommitNo < last) await known.Keep(head.Account, spend, timeZone, stop);
        }
        spend = spend with { IsFinal = LedgerTime.IsFinal(head, until.AddTicks(-1), now) };
        if (spend.IsFinal || spend.CommitNo > begun) await known.Keep(head.Account, spend, timeZone, stop);
        return spend;
    }

    private async Task<MonthSpend> Add(AccountId account, MonthSpend spend, long until, CancellationToken stop)
    {
        var span = new CommitSpan(ledger, account, spend.CommitNo, until);
        await span.Open(stop);
        var lines = 0L;
        await foreach (var segment in span.ReadSegments(stop))
            (spend, lines) = (spend.With(segment), lines + segment.Lines);
        Invariant.Holds(lines == span.Lines, "I11 the segments of a month are those that its commits wrote");
        return spend with { CommitNo = until };
    }

    private async Task<long> LastBefore(AccountHead head, DateTimeOffset instant, CancellationToken stop) =>
        head.Time < instant
            ? head.CommitNo
            : (await commits.LastAt(head.Account, head.CommitNo, instant.AddTicks(-1), stop))?.CommitNo ?? 0;
}

using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Statements;

/// <summary>
/// Draws up a month from the ledger: two searches for the commits at its ends, then the commits between them with their
/// movements and the sums of their segments. Holds a few rows at a time, whatever the month brought.
/// </summary>
public sealed class StatementReader(LedgerTable ledger, CommitSearch commits)
{
    /// <param name="timeZone">IANA name.</param>
    public async Task<Statement> Read(
        AccountHead head,
        StatementMonth month,
        string timeZone,
        Currency currency,
        DateTimeOffset now,
        CancellationToken stop)
    {
        var (from, until) = month.In(timeZone);
        var before = await commits.LastAt(head.Account, head.CommitNo, from.AddTicks(-1), stop);
        var last = await commits.LastAt(head.Account, head.CommitNo, until.AddTicks(-1), stop);
        var tally = new StatementTally(currency);
        await Add(tally, head.Account, before?.CommitNo ?? 0, last?.CommitNo ?? 0, stop);

        var empty = Empty(month, timeZone, from, until, currency) with { Status = Status(head, until, now) };
        return tally.Close(empty, before?.Closing ?? default, last?.Closing ?? default);
    }

    private async Task Add(StatementTally tally, AccountId account, long after, long until, CancellationToken stop)
    {
        var span = new CommitSpan(ledger, account, after, until);
        await span.Open(stop);
        await foreach (var segment in span.ReadSegments(stop)) tally.Add(segment);
        await foreach (var movement in span.ReadMovements(stop)) tally.Add(movement);
        Invariant.Holds(tally.Lines == span.Lines, "I11 the segments of a month are those that its commits wrote");
        Invariant.Holds(tally.Movements == span.Movements, "I11 a month's movements are those that its commits wrote");
    }

    private static StatementStatus Status(AccountHead head, DateTimeOffset until, DateTimeOffset now)
    {
        if (now < until) return StatementStatus.Open;
        return LedgerTime.IsFinal(head, until.AddTicks(-1), now) ? StatementStatus.Final : StatementStatus.Settling;
    }

    private static Statement Empty(
        StatementMonth month, string timeZone, DateTimeOffset from, DateTimeOffset until, Currency currency)
    {
        var (zero, nothing) = (AmountSum.Zero(currency), StatementBalance.Of(default, currency));
        return new(
            month, timeZone, from, until, StatementStatus.Open, currency, nothing, [], [], zero, zero, zero, nothing,
            [], default);
    }
}

using System.Diagnostics;
using Billing.Ledger;
using Billing.Platform.Telemetry;
using Microsoft.Extensions.Logging;

namespace Billing.Notices;

/// <summary>
/// Brings the facts of one account to the bus in the order of its ledger, each at least once: sent, then removed.
/// </summary>
public sealed partial class OutboxDelivery(
    OutboxTable outbox, OutboxMarkTable marks, BillingFactsQueue queue, TimeProvider clock, ILogger<OutboxDelivery> log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>An account that cannot be served now is tried again later and keeps no other waiting.</summary>
    public async Task Deliver(OutboxMark mark, DateTimeOffset until, CancellationToken stop)
    {
        try
        {
            var isEmpty = false;
            for (var looked = clock.GetUtcNow(); !isEmpty && looked < until; looked = clock.GetUtcNow())
            {
                isEmpty = await DeliverSome(mark.Account, stop);
                if (isEmpty) await Rest(mark, looked, stop);
            }
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            Postponed(fault, mark.Account, mark.Tries + 1);
            await Retry(mark, stop);
        }
    }

    /// <returns>True when nothing waits.</returns>
    private async Task<bool> DeliverSome(AccountId account, CancellationToken stop)
    {
        var rows = await outbox.Waiting(account, stop);
        using var span = rows.Count == 0 ? null : Tracing.Source.StartActivity("outbox.deliver", ActivityKind.Producer);
        span?.SetTag(Tracing.Account, account.Value).SetTag("billing.facts", rows.Count);
        foreach (var row in rows)
        {
            try
            {
                await queue.Send(OutboxTable.Read(account, row), stop);
            }
            catch (Exception fault) when (BillingFactsQueue.IsPoison(fault))
            {
                SetAside(fault, account, row.RowKey);
                await outbox.SetAside(account, row, fault.Message, clock.GetUtcNow(), stop);
                Instruments.OutboxSetAside.Add(1);
                continue;
            }
            await outbox.Remove(row, stop);
            Instruments.OutboxDelivered.Add(1);
        }
        return rows.Count == 0;
    }

    /// <summary>
    /// The commit of a young mark may still be on its way: the next look comes after as long again as the mark is old,
    /// until no commit can take so long.
    /// </summary>
    /// <param name="looked">When the look that found nothing began.</param>
    private Task Rest(OutboxMark mark, DateTimeOffset looked, CancellationToken stop)
    {
        var age = looked - mark.MarkedAt;
        if (age >= LedgerMarks.MarkPatience) return marks.Remove(mark, stop);
        return marks.Postpone(mark with { Due = age > TimeSpan.Zero ? looked + age : looked, Tries = 0 }, stop);
    }

    private async Task Retry(OutboxMark mark, CancellationToken stop)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(mark.Tries, 10));
        if (pause > LongestPause) pause = LongestPause;
        try
        {
            await marks.Postpone(mark with { Due = clock.GetUtcNow() + pause, Tries = mark.Tries + 1 }, stop);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            Postponed(fault, mark.Account, mark.Tries + 1);
        }
    }

    [LoggerMessage(9001, LogLevel.Error, "Facts of account {Account} could not be delivered yet, try {Tries}")]
    private partial void Postponed(Exception fault, AccountId account, int tries);

    [LoggerMessage(9002, LogLevel.Error, "Fact {Row} of account {Account} can never be delivered and was set aside")]
    private partial void SetAside(Exception fault, AccountId account, string row);
}

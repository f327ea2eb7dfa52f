using System.Collections.Concurrent;
using Billing.Money;
using Billing.Platform;
using NodaTime;
using NodaTime.Extensions;

namespace Billing.TopUps.Settlements;

/// <summary>Holds the list of a gateway for one day against the captures that we know and their top-ups.</summary>
public sealed class SettlementDesk(CaptureTable captures, TopUpTable topUps)
{
    private const int MaxAtOnce = 16;

    /// <param name="zone">Where the gateway's day begins and ends.</param>
    public async Task<SettlementDifference> Compare(
        PayMethod method,
        DateOnly day,
        DateTimeZone zone,
        IReadOnlyCollection<SettledCapture> listed,
        CancellationToken stop)
    {
        var around = new List<Capture>();
        foreach (var near in (DateOnly[])[day.AddDays(-1), day, day.AddDays(1)])
            await foreach (var capture in captures.Of(method, near, stop)) around.Add(capture);

        var known = new ConcurrentBag<KnownCapture>();
        var once = around.DistinctBy(capture => (capture.Transaction, capture.Of)).ToList();
        await AtOnce.ForEach(
            once, MaxAtOnce, async (capture, ended) => known.Add(await Known(capture, day, zone, ended)), stop);
        return SettlementDifference.Between(listed, known);
    }

    private async Task<KnownCapture> Known(
        Capture capture, DateOnly day, DateTimeZone zone, CancellationToken stop)
    {
        var topUp = (await topUps.Find(capture.Of.Account, capture.Of.TopUp, stop))?.TopUp;
        return new(
            capture.Transaction, capture.Of, topUp?.Status, Counted(topUp, capture.Transaction),
            DayOf(capture, topUp, zone) == day);
    }

    private static Amount? Counted(TopUp? topUp, string transaction)
    {
        if (topUp is null) return null;
        if (topUp.Receipts.TryGetValue(transaction, out var receipt)) return receipt;
        return topUp.Transaction == transaction ? topUp.Total : null;
    }

    /// <summary>A bank names the day itself; a gateway the moment.</summary>
    private static DateOnly DayOf(Capture capture, TopUp? topUp, DateTimeZone zone) =>
        capture.Method != PayMethod.BankTransfer
        && topUp is { Transaction: { } transaction, PaidAt: { } at }
        && transaction == capture.Transaction
            ? at.ToInstant().InZone(zone).Date.ToDateOnly()
            : capture.Day;
}

using Billing.Ledger;
using Billing.TopUps;

namespace Billing.History;

/// <summary>Some top-ups that changed no credit, and the one after which the next page goes on; null at the
/// end.</summary>
public sealed record UnsettledPage(IReadOnlyList<HistoryView> Entries, TopUpId? Next);

/// <summary>
/// Reads what the credit history shows as pending or failed: top-ups that brought no credit, or none yet. The ledger
/// holds what happened, so they are read from the payments, and are in the history only where they are asked for by
/// their status.
/// </summary>
public sealed class UnsettledReader(TopUpTable topUps)
{
    /// <param name="after">Where the page before ended; null for the newest.</param>
    public async Task<UnsettledPage> Read(
        AccountId account, HistoryFilter filter, TopUpId? after, int limit, CancellationToken stop)
    {
        var (found, seen, last) = (new List<HistoryView>(), 0, after);
        if (filter.Kind is not (null or HistoryKind.TopUp) || filter.Service is not null) return new(found, Next: null);
        if (filter.Meter is not null || filter.Resource is not null) return new(found, Next: null);

        await foreach (var topUp in topUps.NewestFirst(account, after, stop))
        {
            if (Includes(filter, topUp))
            {
                if (found.Count == limit) return new(found, last);
                found.Add(Show(topUp));
            }
            last = topUp.Id;
            if (++seen == PaymentReader.MaxRows) return new(found, last);
        }
        return new(found, Next: null);
    }

    private static bool Includes(HistoryFilter filter, TopUp topUp) =>
        topUp.For is null
        && StatusOf(topUp) == filter.Status
        && (filter.From is not { } from || from <= topUp.StartedAt)
        && (filter.Until is not { } until || topUp.StartedAt < until);

    private static HistoryStatus StatusOf(TopUp topUp) => topUp.Shown switch
    {
        ShownStatus.Pending => HistoryStatus.Pending,
        ShownStatus.Success => HistoryStatus.Success,
        ShownStatus.Failed => HistoryStatus.Failed,
    };

    private static HistoryView Show(TopUp topUp) => new(
        topUp.Id.Value,
        topUp.StartedAt,
        HistoryKind.TopUp,
        Service: null,
        HistoryText.OfTopUp(topUp.Method.Value),
        StatusOf(topUp),
        topUp.Amount,
        Funding: [],
        Reverses: null);
}

using Billing.Ledger;
using Billing.TopUps;

namespace Billing.History;

/// <summary>Some payments, newest first, and the one after which the next page goes on; null at the end.</summary>
public sealed record PaymentPage(IReadOnlyList<TopUp> Payments, TopUpId? Next);

/// <summary>
/// Reads the payment history page by page. A payment's place is the time at which it was quoted, which never changes:
/// pages that are read while others pay show each payment once.
/// </summary>
public sealed class PaymentReader(TopUpTable topUps)
{
    /// <summary>Payments that one page looks at; a search that finds little goes on with the next page.</summary>
    public const int MaxRows = 1000;

    /// <param name="after">Where the page before ended; null for the newest payments.</param>
    public async Task<PaymentPage> Read(
        AccountId account, PaymentFilter filter, TopUpId? after, int limit, CancellationToken stop)
    {
        var (found, seen) = (new List<TopUp>(), 0);
        if (filter.Type != PaymentKind.TopUp) return new(found, Next: null);

        await foreach (var topUp in topUps.NewestFirst(account, after, stop))
        {
            if (found.Count == limit && filter.Includes(topUp)) return new(found, found[^1].Id);
            if (filter.Includes(topUp)) found.Add(topUp);
            if (++seen == MaxRows) return new(found, topUp.Id);
        }
        return new(found, Next: null);
    }
}

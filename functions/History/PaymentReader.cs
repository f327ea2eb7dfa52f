using System.Runtime.CompilerServices;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Plans;
using Billing.TopUps;

namespace Billing.History;

/// <summary>Some payments, newest first, and the one after which the next page goes on; null at the end.</summary>
public sealed record PaymentPage(IReadOnlyList<PaymentView> Payments, TopUpId? Next);

/// <summary>
/// Reads the payment history page by page. A payment's place is the time in its id: when it was quoted or, from the
/// balance, paid. It never changes: pages that are read while others pay show each payment once.
/// </summary>
public sealed class PaymentReader(TopUpTable topUps, BalancePaymentTable balance, DocumentTable documents)
{
    /// <summary>Payments that one page looks at; a search that finds little goes on with the next page.</summary>
    public const int MaxRows = 1000;

    /// <param name="after">Where the page before ended; null for the newest payments.</param>
    public async Task<PaymentPage> Read(
        AccountId account, PaymentFilter filter, TopUpId? after, int limit, CancellationToken stop)
    {
        var page = await ReadBare(account, filter, after, limit, stop);
        var receipts = page.Payments.Select(payment => payment.InvoiceId).OfType<string>().Select(DocumentId.Parse);
        var statuses = await documents.Statuses(account, [.. receipts], stop);
        return page with
        {
            Payments =
            [
                .. page.Payments.Select(payment => payment.InvoiceId is { } id
                    && statuses.TryGetValue(DocumentId.Parse(id), out var status) ? payment.With(status) : payment),
            ],
        };
    }

    private async Task<PaymentPage> ReadBare(
        AccountId account, PaymentFilter filter, TopUpId? after, int limit, CancellationToken stop)
    {
        var (found, seen) = (new List<PaymentView>(), 0);
        await foreach (var payment in NewestFirst(account, filter.Type, after, stop))
        {
            if (found.Count == limit && filter.Includes(payment)) return new(found, TopUpId.Parse(found[^1].Id));
            if (filter.Includes(payment)) found.Add(payment);
            if (++seen == MaxRows) return new(found, TopUpId.Parse(payment.Id));
        }
        return new(found, Next: null);
    }

    /// <summary>Only plans are paid from the balance.</summary>
    private async IAsyncEnumerable<PaymentView> NewestFirst(
        AccountId account, PaymentKind type, TopUpId? after,
        [EnumeratorCancellation] CancellationToken stop)
    {
        await using var own = type == PaymentKind.Plan
            ? balance.NewestFirst(account, after?.Inverted, stop).GetAsyncEnumerator(stop)
            : null;
        var next = await Next();
        await foreach (var topUp in topUps.NewestFirst(account, after, stop))
        {
            for (; next is not null && string.CompareOrdinal(next.Id, topUp.Id.Value) > 0; next = await Next())
                yield return PaymentView.Of(next);
            yield return PaymentView.Of(topUp);
        }
        for (; next is not null; next = await Next()) yield return PaymentView.Of(next);

        async Task<BalancePayment?> Next() => own is not null && await own.MoveNextAsync() ? own.Current : null;
    }
}

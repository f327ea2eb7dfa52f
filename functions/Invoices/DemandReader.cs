using Billing.Ledger;
using Billing.Plans;

namespace Billing.Invoices;

/// <summary>Reads what became of invoices: each of their plans once.</summary>
public sealed class DemandReader(PlanTable plans)
{
    public async Task<Func<StoredDocument, Demand?>> Read(
        AccountId account, IEnumerable<StoredDocument> documents, CancellationToken stop)
    {
        var asked = documents
            .Where(stored => stored.Document.Kind == DocumentKind.Invoice)
            .Select(stored => stored.Document.Plan?.Plan)
            .OfType<PlanId>()
            .Distinct();
        var found = await Task.WhenAll(asked.Select(async id => (id, (await plans.Find(account, id, stop))?.Plan)));
        var known = found.ToDictionary(it => it.id, it => it.Plan);
        return stored => Demand.Of(
            stored, stored.Document.Plan is { } of ? known.GetValueOrDefault(of.Plan) : null);
    }
}

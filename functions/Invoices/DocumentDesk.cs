using Billing.Ledger;

namespace Billing.Invoices;

/// <summary>Issues drafts: each gets its number, then the document says it, then its account learns of it.</summary>
public sealed class DocumentDesk(
    DocumentTable documents, SeriesTable series, LedgerTable ledger, LedgerDesk desk, TimeProvider clock)
{
    private const string OnceKind = "invoice";

    /// <summary>Whatever was done of it before is not done again.</summary>
    public async Task Issue(IReadOnlyCollection<StoredDocument> drafts, CancellationToken stop)
    {
        var open = drafts.Where(draft => draft.Document.Number is null).Select(draft => draft.Document);
        var issued = drafts.Where(draft => draft is { Document.Number: not null, IsTold: false }).ToList();
        foreach (var some in open.GroupBy(document => document.Series))
            foreach (var part in some.Chunk(SeriesTable.MaxAtOnce))
                issued.AddRange(await Number(some.Key, part, stop));
        foreach (var document in issued) await Tell(document.Document, stop);
    }

    private async Task<List<StoredDocument>> Number(
        SeriesName name, BillingDocument[] drafts, CancellationToken stop)
    {
        var numbers = await series.Take(
            name, [.. drafts.Select(draft => new Numbering(draft.Account, draft.Id, draft.DraftedAt))], stop);
        var issued = new List<StoredDocument>(drafts.Length);
        foreach (var draft in drafts) issued.Add(await documents.Issue(draft, numbers[draft.Id], stop));
        return issued;
    }

    /// <summary>Once for ever, however often it is tried.</summary>
    private async Task Tell(BillingDocument document, CancellationToken stop)
    {
        await desk.Decide(document.Account, (head, again) => Ready(head, document, again), stop);
        await documents.Tell(document, stop);
    }

    private async Task<Decision<bool>> Ready(AccountHead head, BillingDocument document, CancellationToken stop)
    {
        if (await ledger.FindOnce(document.Account, OnceKind, document.Id.Value, stop) is not null) return new(false);

        var now = head.TimeOf(clock.GetUtcNow());
        return new(true, new LedgerEntry(now)
        {
            Once = [new(OnceKind, document.Id.Value, "", document.Number!.Value.Value)],
            Outbox = [InvoiceNews.ReadyFact(document, now)],
        });
    }
}

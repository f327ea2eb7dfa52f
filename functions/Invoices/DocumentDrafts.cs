using Billing.Accounts;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.Plans;
using Billing.TopUps;

namespace Billing.Invoices;

/// <summary>
/// What a task is to document, as far as it can be drafted now: a note waits for the number of what it takes back. Each
/// draft is stored once, whoever comes first.
/// </summary>
public sealed class DocumentDrafts(
    DocumentTable documents,
    InvoiceTaskTable tasks,
    ProfileTable profiles,
    TopUpTable topUps,
    BalancePaymentTable balance,
    LegalEntities entities,
    TaxTable taxes,
    UsageDrafts usage,
    TimeProvider clock)
{
    /// <summary>Others take notes of the same document at the same time.</summary>
    private const int MaxAttempts = 8;

    /// <summary>The task of an account's usage stands before the account's state, which may still be on its
    /// way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <returns>What must be issued, and when the task goes on by itself; neither when it is done.</returns>
    public async Task<Drafted> Of(InvoiceTask task, CancellationToken stop) => task.Kind switch
    {
        InvoiceNews.Usage => await OfUsage(task.Account, stop),
        InvoiceNews.Correction => Open(await documents.Find(task.Account, DocumentId.Parse(task.Body), stop)),
        PlanTold.Instalment => Open(await Invoice(task.Account, AskedInstalment.Read(task.Body), stop)),
        PlanTold.Withdrawn => await OfWithdrawn(task, AskedInstalment.Read(task.Body), stop),
        PlanTold.Paid => await OfBalance(task, stop),
        _ => await OfPayment(task, stop),
    };

    /// <summary>Stores what takes a part of a document back, or lets it stand again; null when nothing of it is left
    /// for that.</summary>
    public async Task<StoredDocument?> Note(
        AccountId account, DocumentId original, DocumentChange change, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await documents.Find(account, change.Cause.Id, stop) is { } made) return made;
            var found = await documents.Find(account, original, stop);
            Invariant.Holds(found is not null, "A note takes back a document");
            var part = change.PartOf(found);
            if (part.IsZero) return null;

            var after = found with
            {
                Credited = found.Credited + part, Returned = change.IsReturn ? found.Returned + part : found.Returned,
            };
            await documents.Add(change.Note(found, after.Credited, clock.GetUtcNow()), found, after, stop);
        }
        throw new BusyException($"The document {original} kept changing.");
    }

    private async Task<Drafted> OfPayment(InvoiceTask task, CancellationToken stop)
    {
        var id = TopUpId.Parse(InvoiceNews.Text(task.Body, "paymentId") ?? InvoiceNews.Text(task.Body, "topUpId")!);
        var topUp = (await topUps.Find(task.Account, id, stop))?.TopUp;
        if (topUp is not { Credited: not null, SettledAt: { } settledAt }) return Drafted.Done;

        var cause = DocumentCause.Payment(id.Value, settledAt);
        var receipt = await documents.Find(task.Account, cause.Id, stop)
            ?? await documents.Add((await Issuer(task.Account, stop)).Receipt(topUp), stop);
        if (Open(receipt) is { IsDone: false } first) return first;

        var (open, taken) = (new List<StoredDocument>(), Amount.Zero(topUp.Amount.Currency));
        foreach (var (index, move) in topUp.Moves.Index())
        {
            var before = taken;
            taken += move.Taken;
            var change = DocumentChange.Of(move, DocumentCause.Moved(id.Value, index + 1, move.At), before, taken);
            if (change.Amount is { IsZero: true }) continue;
            var note = await Note(task.Account, cause.Id, change, stop);
            if (note is { IsTold: false }) open.Add(note);
        }
        return new(open);
    }

    private async Task<Drafted> OfBalance(InvoiceTask task, CancellationToken stop)
    {
        var paid = BalancePaymentFact.Read(task.Account, task.Body);
        var stored = await balance.Find(task.Account, paid.Inverted, stop);
        Invariant.Holds(stored is not null, "what a plan took of the balance stands among the payments");
        var id = DocumentCause.FromBalance(stored).Id;
        return Open(await documents.Find(task.Account, id, stop)
            ?? await documents.Add((await Issuer(task.Account, stop)).Receipt(stored), stop));
    }

    private async Task<StoredDocument> Invoice(AccountId account, AskedInstalment asked, CancellationToken stop) =>
        await documents.Find(account, asked.Cause.Id, stop)
        ?? await documents.Add((await Issuer(account, stop)).Invoice(asked), stop);

    /// <summary>The invoice stands before its note, also where the fact of its asking is still to come.</summary>
    private async Task<Drafted> OfWithdrawn(InvoiceTask task, AskedInstalment asked, CancellationToken stop)
    {
        var invoice = await Invoice(task.Account, asked, stop);
        if (Open(invoice) is { IsDone: false } first) return first;

        var at = DateTimeOffset.Parse(
            InvoiceNews.Text(task.Body, "at")!, System.Globalization.CultureInfo.InvariantCulture);
        var cause = DocumentCause.Withdrawn(asked.Plan, asked.Number, at);
        return Open(await Note(task.Account, invoice.Document.Id, DocumentChange.Withdrawal(cause), stop));
    }

    private async Task<Drafted> OfUsage(AccountId account, CancellationToken stop)
    {
        if (await documents.FindState(account, stop) is not { } found) return new([], clock.GetUtcNow() + Patience);
        if (found.State.TaxPoint != TaxPoint.Supply) return Drafted.Done;
        return await usage.Of(await Issuer(account, stop), found.State, found.Version, stop);
    }

    /// <summary>The company, tax point and buyer of an account as they are now.</summary>
    private async Task<Issuer> Issuer(AccountId account, CancellationToken stop)
    {
        var profile = (await profiles.Find(account, stop))?.Profile;
        Invariant.Holds(profile is not null, "whoever pays has a billing profile");
        var entity = entities.For(profile.Country.Code);
        var now = clock.GetUtcNow();
        if (await documents.FindState(account, stop) is not { } state)
        {
            if (entity.TaxPoint == TaxPoint.Supply)
                await tasks.Add(new(account, InvoiceNews.Usage, InvoiceNews.Usage, "", now), stop);
            await documents.AddState(account, new(entity.TaxPoint), stop);
            state = (await documents.FindState(account, stop))!.Value;
        }
        return new(entity, state.State.TaxPoint, taxes, account, Buyer.Of(profile), now);
    }

    private static Drafted Open(StoredDocument? document) =>
        document is { IsTold: false } ? new([document]) : Drafted.Done;
}

/// <summary>What came of a task.</summary>
/// <param name="Open">Documents to be issued.</param>
/// <param name="AgainAt">When it goes on by itself, once nothing is open.</param>
public sealed record Drafted(IReadOnlyList<StoredDocument> Open, DateTimeOffset? AgainAt = null)
{
    public static Drafted Done { get; } = new([]);

    public bool IsDone => Open.Count == 0;
}

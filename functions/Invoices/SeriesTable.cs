using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Invoices;

/// <summary>A document that takes a number.</summary>
public sealed record Numbering(AccountId Account, DocumentId Document, DateTimeOffset DraftedAt);

/// <summary>The number that a document has, and the day on which it was issued.</summary>
public sealed record Numbered(long Number, DateTimeOffset IssuedAt);

/// <summary>
/// The register of numbers: one partition a series. Counter, number and document are one transaction, so that no number
/// is left out, none is given twice, and a document has one. The client must not retry by itself: what became of a lost
/// answer is seen in the rows.
/// </summary>
public sealed class SeriesTable(TableClient rows, TimeProvider clock, Jitter jitter)
{
    public const string Name = "invoicenumbers";

    /// <summary>A counter and two rows a document, well within one transaction.</summary>
    public const int MaxAtOnce = 30;

    private const int MaxAttempts = 60;
    private const int MaxWait = 6;
    private const string Counter = "counter";
    private const string Last = "Last";
    private const string IssuedAt = "IssuedAt";
    private const string Number = "Number";

    /// <summary>Gives each document a number, in the order in which they were drafted; those that have one keep
    /// it.</summary>
    /// <exception cref="BusyException">Others kept taking numbers; whoever asks again goes on.</exception>
    public async Task<IReadOnlyDictionary<DocumentId, Numbered>> Take(
        SeriesName series, IReadOnlyCollection<Numbering> documents, CancellationToken stop)
    {
        Invariant.Holds(documents.Count <= MaxAtOnce, "Numbers are taken a bounded number at once");
        var known = new Dictionary<DocumentId, Numbered>();
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (attempt > 1) await Task.Delay(jitter.Before(Math.Min(attempt, MaxWait)), clock, stop);
            var counter = await Row(series, Counter, stop);
            if (attempt > 1) await Learn(series, documents, known, stop);
            var missing = documents
                .Where(document => !known.ContainsKey(document.Document))
                .DistinctBy(document => document.Document)
                .OrderBy(document => document.DraftedAt)
                .ToList();
            if (missing.Count == 0 || await IsTaken(series, counter, missing, known, stop)) return known;
        }
        throw new BusyException($"The numbers of {series} were all taken by others.");
    }

    /// <summary>The document that has this number, with its account; null when the number is free.</summary>
    public async Task<(AccountId Account, DocumentId Document)?> Find(
        SeriesName series, long number, CancellationToken stop) =>
        await Row(series, NumberKey(number), stop) is { } row
            ? (AccountId.Parse(row.Need<string>("Account")), DocumentId.Parse(row.Need<string>("Document")))
            : null;

    /// <summary>How many numbers the series has given.</summary>
    public async Task<long> Count(SeriesName series, CancellationToken stop) =>
        await Row(series, Counter, stop) is { } row ? row.Need<long>(Last) : 0;

    private async Task Learn(
        SeriesName series, IEnumerable<Numbering> documents, Dictionary<DocumentId, Numbered> known,
        CancellationToken stop)
    {
        foreach (var document in documents.Where(it => !known.ContainsKey(it.Document)))
            if (await Row(series, DocumentKey(document.Document), stop) is { } row)
                known[document.Document] = new(row.Need<long>(Number), row.NeedTime(IssuedAt));
    }

    private async Task<bool> IsTaken(
        SeriesName series, TableEntity? counter, List<Numbering> missing, Dictionary<DocumentId, Numbered> known,
        CancellationToken stop)
    {
        var (last, issuedAt) = counter is null
            ? (0L, DateTimeOffset.MinValue)
            : (counter.Need<long>(Last), counter.NeedTime(IssuedAt));
        var (actions, taken) = (new List<TableTransactionAction>(), new List<(DocumentId, Numbered)>());
        foreach (var document in missing)
        {
            if (document.DraftedAt > issuedAt) issuedAt = document.DraftedAt.ToUniversalTime();
            last++;
            taken.Add((document.Document, new(last, issuedAt)));
            actions.AddRange(Rows(series, document, last, issuedAt));
        }
        actions.Insert(0, Advance(series, counter, last, issuedAt));
        try
        {
            await rows.SubmitTransactionAsync(actions, stop);
        }
        catch (Exception fault) when (StorageFault.IsAmbiguous(fault, stop))
        {
            return false;
        }
        foreach (var (document, numbered) in taken) known[document] = numbered;
        return true;
    }

    private static TableTransactionAction Advance(
        SeriesName series, TableEntity? counter, long last, DateTimeOffset issuedAt)
    {
        var row = new TableEntity(series.Value, Counter) { [Last] = last, [IssuedAt] = issuedAt.UtcTicks };
        return counter is null
            ? new(TableTransactionActionType.Add, row)
            : new(TableTransactionActionType.UpdateReplace, row, counter.ETag);
    }

    private static IEnumerable<TableTransactionAction> Rows(
        SeriesName series, Numbering document, long number, DateTimeOffset issuedAt)
    {
        yield return new(TableTransactionActionType.Add, new TableEntity(series.Value, NumberKey(number))
        {
            ["Account"] = document.Account.Value,
            ["Document"] = document.Document.Value,
            [IssuedAt] = issuedAt.UtcTicks,
        });
        yield return new(TableTransactionActionType.Add, new TableEntity(series.Value, DocumentKey(document.Document))
        {
            [Number] = number,
            [IssuedAt] = issuedAt.UtcTicks,
        });
    }

    private async Task<TableEntity?> Row(SeriesName series, string key, CancellationToken stop)
    {
        var found = await rows.GetEntityIfExistsAsync<TableEntity>(series.Value, key, null, stop);
        return found.HasValue ? found.Value : null;
    }

    private static string NumberKey(long number) =>
        string.Create(CultureInfo.InvariantCulture, $"number|{number:D10}");

    private static string DocumentKey(DocumentId document) => $"document|{document}";
}

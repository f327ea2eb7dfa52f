using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Billing.Platform;

namespace Billing.Pricing;

/// <summary>
/// Where rate cards are kept: one row a version, all in one partition with a row that counts publications, so that a
/// reader learns by one small read whether anything is new.
/// </summary>
public sealed class RateCardTable(TableServiceClient tables)
{
    public const string Name = "ratecards";

    private const int MaxAttempts = 8;
    private const string Partition = "ratecards";
    private const string RevisionRow = "revision";

    private readonly TableClient _rows = tables.GetTableClient(Name);

    /// <summary>Decides on the newest state of a card and adds the version; again after each lost race.</summary>
    /// <exception cref="BusyException">Others kept publishing.</exception>
    public async Task<Outcome<PriceVersion, PublishRefusal>> Publish(
        RateCardId card, Func<RateCard, Outcome<PriceVersion, PublishRefusal>> decide, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            // The revision first: a version published after it was read makes the transaction fail.
            var revision = await ReadRevision(stop);
            var current = await Find(card, stop);
            if (!decide(current).IsAccepted(out var version, out var refusal)) return refusal;
            if (current.Has(version) || await Add(version, revision, stop)) return version;
        }
        throw new BusyException($"Others kept publishing beside {card}.");
    }

    public async Task<RateCard> Find(RateCardId card, CancellationToken stop)
    {
        var (from, until) = (Key(card), Key(card) + '}');
        return new(card, [.. await Versions($"RowKey ge '{from}' and RowKey lt '{until}'", stop)]);
    }

    /// <summary>The newest book; the one at hand, confirmed, when nothing was published since.</summary>
    /// <param name="now">Taken before this call.</param>
    public async Task<PriceBook> ReadBook(PriceBook? atHand, DateTimeOffset now, CancellationToken stop)
    {
        var revision = await ReadRevision(stop);
        if (atHand is not null && atHand.Revision == revision.Number) return atHand.Confirmed(now);

        var versions = await Versions($"RowKey ne '{RevisionRow}'", stop);
        return PriceBook.Of(revision.Number, now, versions
            .GroupBy(version => version.Card)
            .Select(card => new RateCard(card.Key, [.. card.OrderBy(version => version.Number)])));
    }

    private async Task<List<PriceVersion>> Versions(string rows, CancellationToken stop)
    {
        var versions = new List<PriceVersion>();
        var filter = $"PartitionKey eq '{Partition}' and {rows}";
        await foreach (var row in _rows.QueryAsync<TableEntity>(filter, null, null, stop)) versions.Add(Read(row));
        return versions;
    }

    private async Task<bool> Add(PriceVersion version, Revision revision, CancellationToken stop)
    {
        var next = new TableEntity(Partition, RevisionRow) { ["Number"] = revision.Number + 1 };
        try
        {
            await _rows.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.Add, Write(version)),
                    revision.ETag is { } etag
                        ? new(TableTransactionActionType.UpdateReplace, next, etag)
                        : new(TableTransactionActionType.Add, next),
                ],
                stop);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            return false;
        }
    }

    private async Task<Revision> ReadRevision(CancellationToken stop)
    {
        var found = await _rows.GetEntityIfExistsAsync<TableEntity>(Partition, RevisionRow, cancellationToken: stop);
        return found.HasValue ? new(found.Value!.GetInt64("Number") ?? 0, found.Value.ETag) : new(0, null);
    }

    private static string Key(RateCardId card) => $"v|{card.Service}|{card.Meter}|{card.Currency}|";

    private static TableEntity Write(PriceVersion version) =>
        new(Partition, Key(version.Card) + version.Number.ToString("D6", CultureInfo.InvariantCulture))
        {
            ["Card"] = version.Card.ToString(),
            ["Number"] = version.Number,
            ["PublishedAt"] = version.PublishedAt,
            ["Terms"] = PriceTermsJson.Text(version.Terms),
        };

    private static PriceVersion Read(TableEntity row)
    {
        var card = RateCardId.Parse(row.GetString("Card"));
        var terms = new PriceTermsBody(card.Currency).Stored(row.GetString("Terms"));
        return new(card, row.GetInt32("Number") ?? 0, row.GetDateTimeOffset("PublishedAt") ?? default, terms);
    }

    /// <param name="ETag">Null when nothing was ever published.</param>
    private sealed record Revision(long Number, ETag? ETag);
}

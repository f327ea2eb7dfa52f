using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Billing.Money;
using Billing.Platform;

namespace Billing.ExchangeRates;

/// <summary>
/// The rate of each pair that stands, and every one that ever stood; all in one partition, for there are few.
/// </summary>
public sealed class ExchangeRateTable(TableClient rows)
{
    public const string Name = "exchangerates";

    private const string Partition = "rates";
    private const int MaxAttempts = 8;
    private const string Standings = "standing|";

    /// <summary>Sorts behind every character of a key.</summary>
    private const char Behind = '~';

    public ExchangeRateTable(TableServiceClient tables)
        : this(tables.GetTableClient(Name))
    {
    }

    /// <summary>
    /// Takes the rate, and keeps it in the history, in one transaction; taking it again changes nothing.
    /// </summary>
    /// <param name="maxJumpPercent">Null where a person vouches for the rate.</param>
    /// <exception cref="BusyException">Others kept changing the pair.</exception>
    public async Task<Outcome<PublishedRate, RateRefusal>> Take(
        PublishedRate rate, int? maxJumpPercent, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var row = await Row(rate.Pair, stop);
            var current = row is null ? null : Read(row);
            if (current == rate) return rate;
            if (!rate.After(current, maxJumpPercent).IsAccepted(out var taken, out var refusal)) return refusal;
            if (await Save(taken, row, stop)) return taken;
        }
        throw new BusyException($"The rate of {rate.Pair} kept changing.");
    }

    public async Task<PublishedRate?> Find(CurrencyPair pair, CancellationToken stop) =>
        await Row(pair, stop) is { } row ? Read(row) : null;

    /// <summary>The rates that stand, by pair.</summary>
    /// <param name="after">Only pairs behind this one.</param>
    public Task<IReadOnlyList<PublishedRate>> Standing(CurrencyPair? after, int maxRows, CancellationToken stop)
    {
        var from = after is { } last ? Key(last) : Standings;
        return List(from, Standings + Behind, maxRows, stop);
    }

    /// <summary>Every rate of a pair, the latest first.</summary>
    /// <param name="before">Only rates that were taken before this time.</param>
    public Task<IReadOnlyList<PublishedRate>> History(
        CurrencyPair pair, DateTimeOffset? before, int maxRows, CancellationToken stop)
    {
        var from = before is { } time ? $"{HistoryOf(pair)}{Time(time)}{Behind}" : HistoryOf(pair);
        return List(from, HistoryOf(pair) + Behind, maxRows, stop);
    }

    private static string Key(CurrencyPair pair) => Standings + Short(pair);

    private static string HistoryOf(CurrencyPair pair) => $"history|{Short(pair)}|";

    private static string Short(CurrencyPair pair) => $"{pair.From}-{pair.To}";

    /// <summary>Inverted, so that the latest sorts first.</summary>
    private static string Time(DateTimeOffset time) =>
        (long.MaxValue - time.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    private async Task<TableEntity?> Row(CurrencyPair pair, CancellationToken stop)
    {
        var row = await rows.GetEntityIfExistsAsync<TableEntity>(Partition, Key(pair), cancellationToken: stop);
        return row.HasValue ? row.Value : null;
    }

    /// <summary>False when somebody else was faster.</summary>
    private async Task<bool> Save(PublishedRate rate, TableEntity? earlier, CancellationToken stop)
    {
        var standing = Write(Key(rate.Pair), rate);
        var kept = Write(HistoryOf(rate.Pair) + Time(rate.TakenAt), rate);
        try
        {
            await rows.SubmitTransactionAsync(
                [
                    earlier is null
                        ? new(TableTransactionActionType.Add, standing)
                        : new(TableTransactionActionType.UpdateReplace, standing, earlier.ETag),
                    new(TableTransactionActionType.UpsertReplace, kept),
                ],
                stop);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<PublishedRate>> List(
        string after, string until, int maxRows, CancellationToken stop)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition} and RowKey gt {after} and RowKey lt {until}");
        var found = new List<PublishedRate>();
        await foreach (var row in rows.QueryAsync<TableEntity>(filter, maxRows, cancellationToken: stop))
        {
            found.Add(Read(row));
            if (found.Count == maxRows) break;
        }
        return found;
    }

    private static TableEntity Write(string key, PublishedRate rate) => new(Partition, key)
    {
        ["pair"] = rate.Pair.ToString(),
        ["rate"] = rate.Rate.ToString(),
        ["source"] = rate.Source,
        ["takenAt"] = rate.TakenAt,
        ["setBy"] = rate.SetBy,
    };

    private static PublishedRate Read(TableEntity row) => new(
        CurrencyPair.Parse(row.GetString("pair")),
        ExchangeRate.Parse(row.GetString("rate")),
        row.GetString("source"),
        row.GetDateTimeOffset("takenAt")!.Value,
        row.GetString("setBy"));
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.Usage;

/// <summary>A quarantined event and the account that it is kept at.</summary>
public sealed record KeptEvent(AccountId Account, QuarantinedEvent Event)
{
    public QuarantineId Id => new(Event.Day, Event.Id);
}

/// <summary>
/// Finds quarantined events over all accounts. The events are rows of their account's ledger; this table only marks
/// which accounts have some, by day. A marker may be left over: it then leads to nothing.
/// </summary>
public sealed class QuarantineTable(TableServiceClient tables, LedgerTable ledger)
{
    public const string Name = "quarantine";

    /// <summary>Markers looked behind for one page; a page may hold fewer events than asked for and go on.</summary>
    private const int MaxMarkersAPage = 100;

    private const int MaxRemembered = 10_000;
    private const string Partition = "markers";
    private const int NewestDay = 99_999_999;

    private readonly TableClient _markers = tables.GetTableClient(Name);
    private readonly ConcurrentDictionary<string, bool> _marked = new(StringComparer.Ordinal);

    /// <summary>Before the commit that keeps the events, so that none is ever kept unseen.</summary>
    public async Task Mark(AccountId account, IEnumerable<QuarantinedEvent> events, CancellationToken stop)
    {
        foreach (var key in events.Select(it => Marker(account, it.Day)).Distinct(StringComparer.Ordinal))
        {
            if (_marked.ContainsKey(key)) continue;

            var row = new TableEntity(Partition, key) { ["Account"] = account.Value };
            await _markers.UpsertEntityAsync(row, TableUpdateMode.Replace, stop);
            if (_marked.Count >= MaxRemembered) _marked.Clear();
            _marked[key] = true;
        }
    }

    public async Task<QuarantinedEvent?> Find(AccountId account, QuarantineId id, CancellationToken stop)
    {
        var row = await ledger.Find(account, LedgerKeys.Quarantine(account, id.Day, id.Fingerprint), stop);
        return row is null ? null : QuarantineRow.Read(row);
    }

    /// <summary>Newest day of the events first, then by account and id; those without a time come last.</summary>
    public async Task<QuarantinePage> List(
        AccountId? account, QuarantinePosition? after, int limit, CancellationToken stop)
    {
        var found = new List<KeptEvent>();
        var (last, markers) = (after, 0);
        var from = after is { } start ? Marker(start.Account, start.Id.Day) : "";
        var filter = $"PartitionKey eq '{Partition}' and RowKey ge '{from}'";
        if (account is { } only) filter += $" and Account eq '{only}'";
        await foreach (var row in _markers.QueryAsync<TableEntity>(filter, maxPerPage: MaxMarkersAPage, null, stop))
        {
            if (markers++ == MaxMarkersAPage) return new(found, last);

            var (owner, day) = Parse(row);
            var seen = after is { } place && row.RowKey == from ? place.Id.Fingerprint : "";
            await foreach (var kept in Rows(owner, day, seen, stop))
            {
                if (found.Count == limit) return new(found, last);
                found.Add(new(owner, kept));
                last = new QuarantinePosition(owner, new(kept.Day, kept.Id));
            }
            last = new QuarantinePosition(owner, new(day, QuarantinePosition.EndOfDay));
        }
        return new(found, null);
    }

    private async IAsyncEnumerable<QuarantinedEvent> Rows(
        AccountId account, string day, string seen, [EnumeratorCancellation] CancellationToken stop)
    {
        var range = new KeyRange($"R|{day}|{seen}}}", $"R|{day}}}");
        if (seen.Length == 0) range = range with { From = $"R|{day}|" };
        await foreach (var row in ledger.Rows.QueryAsync<TableEntity>(range.Filter(account), null, null, stop))
            yield return QuarantineRow.Read(row);
    }

    private static string Marker(AccountId account, string day)
    {
        var inverted = NewestDay - int.Parse(day, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{inverted:D8}|{account}");
    }

    private static (AccountId Account, string Day) Parse(TableEntity row)
    {
        var day = NewestDay - int.Parse(row.RowKey.AsSpan(0, 8), CultureInfo.InvariantCulture);
        var text = row.GetString("Account");
        var account = AccountId.ParseKept(text);
        return (account, day.ToString("D8", CultureInfo.InvariantCulture));
    }
}

/// <summary>Some quarantined events, and where the next page goes on; null at the end.</summary>
public sealed record QuarantinePage(IReadOnlyList<KeptEvent> Items, QuarantinePosition? Next);

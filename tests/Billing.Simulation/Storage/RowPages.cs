using System.Globalization;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace Billing.Simulation.Storage;

/// <summary>The pages of a query; each is a call of its own and sees the rows as they then are.</summary>
internal sealed class RowPages<T>(
    TableStore store,
    ICallGate gate,
    string table,
    string? filter,
    int? maxPerPage,
    IEnumerable<string>? select,
    CancellationToken stop) : AsyncPageable<T>(stop)
    where T : notnull
{
    private const int MaxRows = 1_000;

    private readonly RowFilter _filter = FilterText.Read(filter);
    private readonly HashSet<string>? _columns = select?.ToHashSet(StringComparer.Ordinal);

    public override async IAsyncEnumerable<Page<T>> AsPages(
        string? continuationToken = null, int? pageSizeHint = null)
    {
        var size = pageSizeHint ?? maxPerPage ?? MaxRows;
        if (size is < 1 or > MaxRows) throw StoreErrors.Invalid("A page has 1 to 1,000 rows.");
        var from = continuationToken;
        do
        {
            var page = await gate.Pass(
                new("query", table, filter ?? ""), () => Read(from, gate.PageSize(size)), CancellationToken);
            yield return page;
            from = page.ContinuationToken;
        }
        while (from is not null);
    }

    private Page<T> Read(string? token, int size)
    {
        var found = store.Query(table, _filter, token is null ? null : Place(token)).Take(size + 1).ToList();
        var rows = found.Take(size).Select(row => (T)(object)row.ToEntity(_columns)).ToList();
        return Page<T>.FromValues(rows, found.Count > size ? Token(found[size]) : null, new PlainResponse(200));
    }

    private static string Token(StoredRow next) => string.Create(
        CultureInfo.InvariantCulture, $"{Hex(next.PartitionKey)} {Hex(next.RowKey)}");

    private static (string Partition, string Row) Place(string token)
    {
        var parts = token.Split(' ');
        return (Text(parts[0]), Text(parts[1]));
    }

    private static string Hex(string key) => Convert.ToHexString(Encoding.UTF8.GetBytes(key));

    private static string Text(string hex) => Encoding.UTF8.GetString(Convert.FromHexString(hex));
}

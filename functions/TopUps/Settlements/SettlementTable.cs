using System.Globalization;
using Azure.Data.Tables;

namespace Billing.TopUps.Settlements;

/// <summary>The last comparison of each day and way to pay, as it was answered.</summary>
public sealed class SettlementTable(TableServiceClient tables)
{
    public const string Name = "settlements";

    private const string KeyDay = "yyyyMMdd";
    private const int ChunkBytes = 60 * 1024;

    private readonly TableClient _rows = tables.GetTableClient(Name);

    /// <param name="json">Less than 800 KB.</param>
    public Task Save(PayMethod method, DateOnly day, byte[] json, CancellationToken stop)
    {
        var row = new TableEntity(method.Value, Key(day));
        foreach (var (number, chunk) in json.Chunk(ChunkBytes).Index()) row[Column(number)] = chunk;
        return _rows.UpsertEntityAsync(row, TableUpdateMode.Replace, stop);
    }

    /// <summary>Null when the day was never compared.</summary>
    public async Task<byte[]?> Find(PayMethod method, DateOnly day, CancellationToken stop)
    {
        var found = await _rows.GetEntityIfExistsAsync<TableEntity>(method.Value, Key(day), null, stop);
        if (!found.HasValue) return null;

        var json = new List<byte>();
        for (var number = 0; found.Value!.GetBinary(Column(number)) is { } chunk; number++) json.AddRange(chunk);
        return [.. json];
    }

    private static string Key(DateOnly day) => day.ToString(KeyDay, CultureInfo.InvariantCulture);

    private static string Column(int number) => string.Create(CultureInfo.InvariantCulture, $"json{number}");
}

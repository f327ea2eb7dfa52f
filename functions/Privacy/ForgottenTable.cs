using Azure.Data.Tables;

namespace Billing.Privacy;

/// <summary>How far the search for old rows is, a row for each kind of them.</summary>
public sealed class ForgottenTable(TableClient rows)
{
    public const string Name = "forgotten";

    private const string Partition = "places";
    private const string Place = "place";

    public ForgottenTable(TableServiceClient tables)
        : this(tables.GetTableClient(Name))
    {
    }

    /// <summary>Null for the beginning.</summary>
    public async Task<string?> Find(string kind, CancellationToken stop)
    {
        var found = await rows.GetEntityIfExistsAsync<TableEntity>(Partition, kind, null, stop);
        return found.HasValue ? found.Value!.GetString(Place) : null;
    }

    public Task Save(string kind, string? place, CancellationToken stop) => rows.UpsertEntityAsync(
        new TableEntity(Partition, kind) { [Place] = place }, TableUpdateMode.Replace, stop);
}

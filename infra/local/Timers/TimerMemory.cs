using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Billing.LocalHost.Timers;

/// <summary>Remembers the last and the next run of each timer over restarts, one row each.</summary>
internal sealed class TimerMemory(IConfiguration configuration)
{
    private const string Storage = "AzureWebJobsStorage";
    private const string Table = "localhosttimers";
    private const string HostId = "AzureFunctionsWebHost:hostid";

    private readonly Lazy<TableClient?> _table = new(() =>
        configuration[Storage] is { Length: > 0 } connection ? new TableClient(connection, Table) : null);

    // Apps that share a storage account keep their timers apart by the setting that does so on Azure.
    private readonly string _host = configuration[HostId] is { Length: > 0 } id ? id : "local";

    public bool IsAvailable => _table.Value is not null;

    public async Task<ScheduleStatus?> ReadAsync(string timer, CancellationToken stop)
    {
        await _table.Value!.CreateIfNotExistsAsync(stop);
        var row = await _table.Value.GetEntityIfExistsAsync<TableEntity>(_host, timer, cancellationToken: stop);
        if (!row.HasValue) return null;

        return new ScheduleStatus
        {
            Last = Utc(row.Value!, nameof(ScheduleStatus.Last)),
            Next = Utc(row.Value!, nameof(ScheduleStatus.Next)),
            LastUpdated = Utc(row.Value!, nameof(ScheduleStatus.LastUpdated)),
        };
    }

    public async Task WriteAsync(string timer, ScheduleStatus status, CancellationToken stop) =>
        await _table.Value!.UpsertEntityAsync(
            new TableEntity(_host, timer)
            {
                [nameof(ScheduleStatus.Last)] = status.Last,
                [nameof(ScheduleStatus.Next)] = status.Next,
                [nameof(ScheduleStatus.LastUpdated)] = status.LastUpdated,
            },
            TableUpdateMode.Replace,
            stop);

    private static DateTime Utc(TableEntity row, string column) => row.GetDateTimeOffset(column)!.Value.UtcDateTime;
}

using Azure.Data.Tables;
using Billing.Platform.Limits;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Billing.Platform;

/// <summary>
/// What must hold before the first request: every setting is right, every function has its roles, every table exists.
/// </summary>
public sealed partial class StartChecks(
    IConfiguration configuration,
    IEnumerable<SettingsCheck> settings,
    FunctionInventory functions,
    AccessTable access,
    LimitTable limits,
    IEnumerable<RegisteredTable> tables,
    Lazy<TableServiceClient> storage,
    ILogger<StartChecks> log) : IHostedLifecycleService
{
    private static readonly TimeSpan TablePatience = TimeSpan.FromSeconds(60);

    /// <summary>All of it is here, because a worker takes its first invocation while services still start.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var faults = SettingFaults().Concat(functions.Faults(access, limits)).ToList();
        return faults.Count == 0 ? CreateTables(cancellationToken) : throw new StartRefusedException(faults);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CreateTables(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TablePatience);
        var names = tables.Select(table => table.Name).Distinct(StringComparer.Ordinal).ToList();
        await Task.WhenAll(names.Select(name => storage.Value.CreateTableIfNotExistsAsync(name, patience.Token)));
        Ready(names.Count, functions.Http.Count);
    }

    private IReadOnlyList<string> SettingFaults()
    {
        var reader = new Settings(configuration);
        foreach (var check in settings) check.Read(reader);
        return reader.Faults;
    }

    [LoggerMessage(1021, LogLevel.Information, "{Tables} tables exist, {Functions} HTTP functions have their roles")]
    private partial void Ready(int tables, int functions);
}

/// <summary>The app does not start; the message names every reason.</summary>
public sealed class StartRefusedException(IReadOnlyList<string> faults) : Exception(string.Join(' ', faults));

using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Billing.LocalHost.Storage;

[assembly: AssemblyFixture(typeof(Billing.Functions.Tests.Support.Azurite))]

namespace Billing.Functions.Tests.Support;

/// <summary>
/// One private Azurite for all tests of a run, started when the first test needs it. Tests keep apart by table or
/// account.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    private readonly Lazy<Task<AzuriteProcess>> _process = new(() => AzuriteProcess.StartAsync());
    private readonly HttpClientTransport _transport = new(new HttpClient(new SocketsHttpHandler()));

    public async Task<string> ConnectionString() => (await _process.Value).ConnectionString;

    /// <summary>
    /// A client that sends every request once, as the app's does, with the faults of the plan in between.
    /// </summary>
    public async Task<TableServiceClient> Tables(FaultPlan? faults = null)
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        options.Transport = faults is null ? _transport : new FaultyTransport(_transport, faults);
        return new(await ConnectionString(), options);
    }

    /// <summary>A table of that name, created if need be without touching the plan.</summary>
    public async Task<TableClient> Table(string name, FaultPlan? faults = null)
    {
        await (await Tables()).CreateTableIfNotExistsAsync(name);
        return (await Tables(faults)).GetTableClient(name);
    }

    /// <summary>
    /// The name of such a table for the test class that runs alone, for what timers go through: they take up what they
    /// find there, each by its own test's clock.
    /// </summary>
    public static string Own(string table) => table + TestContext.Current.TestClass!.TestClassSimpleName;

    /// <summary>Connections are closed first: Azurite does not stop while one is open.</summary>
    public async ValueTask DisposeAsync()
    {
        _transport.Dispose();
        if (_process.IsValueCreated) await (await _process.Value).DisposeAsync();
    }
}

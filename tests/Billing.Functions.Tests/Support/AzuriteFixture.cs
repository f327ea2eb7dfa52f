using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.LocalHost.Storage;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Billing.Functions.Tests.Support;

/// <summary>One private Azurite for all tests, started by the first that asks. Tests keep apart by accounts of their own.</summary>
public sealed class AzuriteFixture : IAsyncDisposable
{
    private readonly Lazy<Task<AzuriteProcess>> _process = new(() => AzuriteProcess.StartAsync());

    public async Task<string> ConnectionString() => (await _process.Value).ConnectionString;

    /// <summary>A client without retries whose table exists.</summary>
    public async Task<TableServiceClient> Tables(params string[] create)
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        var tables = new TableServiceClient(await ConnectionString(), options);
        foreach (var name in create) await tables.CreateTableIfNotExistsAsync(name);
        return tables;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process.IsValueCreated) await (await _process.Value).DisposeAsync();
    }
}

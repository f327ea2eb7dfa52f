using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Billing.Benchmarks.Load;
using Billing.LocalHost.Storage;

namespace Billing.Benchmarks.Stores;

/// <summary>An Azurite of its own on a copy of prepared data, with a client that counts its requests.</summary>
internal sealed class AzuriteStore : IAsyncDisposable
{
    private readonly AzuriteProcess _process;
    private readonly CountingTransport _transport = new();

    private AzuriteStore(AzuriteProcess process)
    {
        _process = process;
        var options = new TableClientOptions { Transport = _transport, Retry = { MaxRetries = 0 } };
        Tables = new(process.ConnectionString, options);
    }

    public TableServiceClient Tables { get; }

    /// <summary>Requests that were sent so far: what storage counts as transactions.</summary>
    public long Requests => _transport.Requests;

    public TimeSpan ProcessorTime => _process.ProcessorTime;

    /// <param name="seed">A folder with the data to begin with; null for none.</param>
    public static async Task<AzuriteStore> Start(string? seed, CancellationToken stop) => new(
        await AzuriteProcess.StartAsync(folder =>
        {
            if (seed is null) return;
            foreach (var file in Directory.EnumerateFiles(seed))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }, stop));

    /// <summary>Stops it and keeps its data in another folder.</summary>
    public async Task Save(string folder)
    {
        _transport.Dispose();
        await _process.SaveAsync(folder);
    }

    /// <summary>Connections are closed first: Azurite does not stop while one is open.</summary>
    public async ValueTask DisposeAsync()
    {
        _transport.Dispose();
        await _process.DisposeAsync();
    }
}

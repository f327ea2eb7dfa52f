using System.Net;
using System.Net.Sockets;

namespace Billing.LocalHost.Storage;

/// <summary>The three ports of one Azurite on this machine.</summary>
public sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    internal const string BlobKey = "LocalHost__BlobPort";
    internal const string QueueKey = "LocalHost__QueuePort";
    internal const string TableKey = "LocalHost__TablePort";

    // Azurite's account and key are the same everywhere and published: they protect nothing.
    private const string Account = "devstoreaccount1";
    private const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>10000, 10001 and 10002.</summary>
    public static AzuritePorts Default { get; } = new(10000, 10001, 10002);

    /// <summary>The connection string for blobs, queues and tables on these ports.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint={Endpoint(Blob)};QueueEndpoint={Endpoint(Queue)};TableEndpoint={Endpoint(Table)};";

    internal IReadOnlyList<(int Port, string Setting)> All =>
        [(Blob, BlobKey), (Queue, QueueKey), (Table, TableKey)];

    /// <summary>Three ports that were free a moment ago.</summary>
    public static AzuritePorts Free()
    {
        var listeners = Enumerable.Range(0, 3).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToList();
        listeners.ForEach(listener => listener.Dispose());
        return new AzuritePorts(ports[0], ports[1], ports[2]);
    }

    private static string Endpoint(int port) => $"http://127.0.0.1:{port}/{Account}";
}

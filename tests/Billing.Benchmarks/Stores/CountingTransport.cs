using Azure.Core;
using Azure.Core.Pipeline;

namespace Billing.Benchmarks.Stores;

/// <summary>Sends requests and counts them.</summary>
internal sealed class CountingTransport : HttpPipelineTransport, IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler());
    private readonly HttpClientTransport _inner;
    private long _requests;

    public CountingTransport() => _inner = new(_client);

    public long Requests => Interlocked.Read(ref _requests);

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message)
    {
        Interlocked.Increment(ref _requests);
        _inner.Process(message);
    }

    public override ValueTask ProcessAsync(HttpMessage message)
    {
        Interlocked.Increment(ref _requests);
        return _inner.ProcessAsync(message);
    }

    public void Dispose() => _client.Dispose();
}

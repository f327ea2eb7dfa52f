using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Billing.EndToEnd.Tests.Fuzz;

/// <summary>What came back.</summary>
/// <param name="Status">0 where the server ended the connection without a word.</param>
internal sealed record WireAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body, TimeSpan Took)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string MediaType => Headers.GetValueOrDefault("content-type", "").Split(';')[0];
}

/// <summary>One connection to the app, opened again whenever a request ended it.</summary>
internal sealed class WireConnection(Uri host) : IDisposable
{
    /// <summary>Nothing may hang that long, on however busy a machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly byte[] _buffer = new byte[16 * 1024];
    private TcpClient? _client;
    private NetworkStream _stream = null!;
    private int _filled;
    private int _read;

    /// <summary>A server may end a connection after any answer, so what met its end is sent once more.</summary>
    public async Task<WireAnswer> Send(WireRequest request, CancellationToken stop)
    {
        var isFirst = _client is null;
        var answer = await Try(request, stop);
        return answer.Status == 0 && !isFirst ? await Try(request, stop) : answer;
    }

    public void Dispose() => Close();

    private async Task<WireAnswer> Try(WireRequest request, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        var watch = Stopwatch.StartNew();
        try
        {
            await Open(patience.Token);
            var sending = Write(request, patience.Token);
            var answer = await Read(request.Method == "HEAD", watch, patience.Token);
            if (!sending.IsCompleted || request.EndsConnection || Closes(answer)) Close();
            return answer;
        }
        catch (Exception ended) when (ended is IOException or SocketException or EndOfStreamException)
        {
            Close();
            return new(0, new Dictionary<string, string>(), [], watch.Elapsed);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            Close();
            return new(-1, new Dictionary<string, string>(), [], watch.Elapsed);
        }
    }

    private static bool Closes(WireAnswer answer) => answer.Headers.GetValueOrDefault("connection") == "close";

    private void Close()
    {
        _client?.Dispose();
        _client = null;
    }

    private async Task Open(CancellationToken stop)
    {
        if (_client is not null) return;
        (_client, _filled, _read) = (new TcpClient { NoDelay = true }, 0, 0);
        await _client.ConnectAsync("127.0.0.1", host.Port, stop);
        _stream = _client.GetStream();
    }

    /// <summary>The server may answer and close before it has all: then the rest has nowhere to go.</summary>
    private async Task Write(WireRequest request, CancellationToken stop)
    {
        try
        {
            await _stream.WriteAsync(request.ToBytes(), stop);
            if (request.EndsConnection) _client!.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task<WireAnswer> Read(bool isHead, Stopwatch watch, CancellationToken stop)
    {
        int status;
        Dictionary<string, string> headers;
        do
        {
            status = int.Parse((await Line(stop)).Split(' ')[1], CultureInfo.InvariantCulture);
            headers = new(StringComparer.OrdinalIgnoreCase);
            while (await Line(stop) is { Length: > 0 } line)
                headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':') + 1)..].Trim();
        }
        while (status < 200);

        using var body = new MemoryStream();
        if (isHead || status is 204 or 304) return new(status, headers, [], watch.Elapsed);
        if (headers.GetValueOrDefault("transfer-encoding") == "chunked") await ReadChunks(body, stop);
        else if (headers.TryGetValue("content-length", out var length))
            await ReadBytes(body, int.Parse(length, CultureInfo.InvariantCulture), stop);
        return new(status, headers, body.ToArray(), watch.Elapsed);
    }

    private async Task ReadChunks(MemoryStream body, CancellationToken stop)
    {
        while (int.Parse(await Line(stop), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var count)
        {
            await ReadBytes(body, count, stop);
            await Line(stop);
        }

        await Line(stop);
    }

    private async Task ReadBytes(MemoryStream body, int count, CancellationToken stop)
    {
        while (count > 0)
        {
            if (_read == _filled) await Fill(stop);
            var taken = Math.Min(count, _filled - _read);
            body.Write(_buffer, _read, taken);
            (_read, count) = (_read + taken, count - taken);
        }
    }

    private async Task<string> Line(CancellationToken stop)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_read == _filled) await Fill(stop);
            var next = (char)_buffer[_read++];
            if (next == '\n') return line.ToString();
            if (next != '\r') line.Append(next);
        }
    }

    private async Task Fill(CancellationToken stop)
    {
        (_read, _filled) = (0, await _stream.ReadAsync(_buffer, stop));
        if (_filled == 0) throw new EndOfStreamException();
    }
}

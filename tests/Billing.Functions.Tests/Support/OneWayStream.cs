namespace Billing.Functions.Tests.Support;

/// <summary>As the body of an answer: it can only go forward, and whoever writes must wait for it.</summary>
/// <param name="breakAt">Where the connection breaks.</param>
public sealed class OneWayStream(long breakAt = long.MaxValue) : Stream
{
    private readonly MemoryStream _taken = new();

    public byte[] Taken => _taken.ToArray();

    /// <summary>Bytes of the largest piece.</summary>
    public int Largest { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_taken.Length + buffer.Length > breakAt) throw new IOException("The connection broke.");
        Largest = Math.Max(Largest, buffer.Length);
        _taken.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Write(byte[] buffer, int offset, int count) => throw Synchronous();

    public override void Flush() => throw Synchronous();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static InvalidOperationException Synchronous() => new("Synchronous operations are disallowed.");
}

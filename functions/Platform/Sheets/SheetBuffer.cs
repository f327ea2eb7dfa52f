namespace Billing.Platform.Sheets;

/// <summary>
/// Takes what the library writes without waiting, and hands it on in whole pieces to a stream that must be waited for.
/// Whoever writes drains it after every row, so that it never holds much more than its mark.
/// </summary>
internal sealed class SheetBuffer : Stream
{
    private const int MarkBytes = 32 * 1024;

    private byte[] _bytes = new byte[2 * MarkBytes];
    private int _length;

    public bool IsDue => _length >= MarkBytes;

    /// <summary>Bytes handed on.</summary>
    public long Drained { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public async ValueTask DrainTo(Stream output, CancellationToken stop)
    {
        await output.WriteAsync(_bytes.AsMemory(0, _length), stop);
        Drained += _length;
        _length = 0;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > _bytes.Length - _length)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + buffer.Length));
        buffer.CopyTo(_bytes.AsSpan(_length));
        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

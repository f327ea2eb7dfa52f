using System.Text;

namespace Billing.Ledger;

/// <summary>
/// Writes the ledger's binary forms: variable-length integers, texts and bytes; the same values give the same bytes.
/// </summary>
public sealed class ByteWriter(int capacity = 256)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(capacity);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public byte[] ToArray() => Written.ToArray();

    public void Clear() => Length = 0;

    public void Byte(byte value) => Room(1)[0] = value;

    /// <summary>Seven bits a byte, low bits first.</summary>
    public void Varint(ulong value)
    {
        if (_buffer.Length - Length < 10) Grow(10);
        var buffer = _buffer;
        var at = Length;
        while (value >= 0x80)
        {
            buffer[at++] = unchecked((byte)(value | 0x80));
            value >>= 7;
        }
        buffer[at++] = (byte)value;
        Length = at;
    }

    public void Count(int count) => Varint((uint)count);

    /// <summary>Small numbers of either sign take few bytes.</summary>
    public void Signed(long value) => Varint(unchecked((ulong)((value << 1) ^ (value >> 63))));

    /// <exception cref="ArgumentException">The text is no Unicode: half a surrogate pair would not come back as it
    /// was.</exception>
    public void Text(string text)
    {
        var bytes = Strict.GetByteCount(text);
        if (bytes > ByteReader.MaxTextBytes) throw new LedgerEntryTooLargeException($"a text of {bytes} bytes");
        Count(bytes);
        Strict.GetBytes(text, Room(bytes));
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    /// <summary>Claims that many bytes for the caller to fill.</summary>
    public Span<byte> Room(int count)
    {
        if (_buffer.Length - Length < count) Grow(count);
        Length += count;
        return _buffer.AsSpan(Length - count, count);
    }

    private void Grow(int needed) => Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + needed));
}

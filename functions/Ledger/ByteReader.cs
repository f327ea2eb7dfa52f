using System.Text;

namespace Billing.Ledger;

/// <summary>
/// Reads what <see cref="ByteWriter"/> wrote; damaged bytes end in a clear exception, never in a large allocation.
/// </summary>
public ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    public const int MaxTextBytes = 64 * 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly int Left => _rest.Length;

    public byte Byte() => Bytes(1)[0];

    public ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            if (shift == 63 && part > 1) break;
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
        throw new LedgerFormatException("A number is longer than 64 bits.");
    }

    /// <summary>A count that the bytes could hold and the format allows.</summary>
    public int Count(int max)
    {
        var count = Varint();
        if (count > (ulong)max) throw new LedgerFormatException($"A count of {count} is over its limit of {max}.");
        return (int)count;
    }

    public long Signed()
    {
        var value = Varint();
        return unchecked((long)(value >> 1) ^ -(long)(value & 1));
    }

    public string Text(int maxBytes = MaxTextBytes)
    {
        var bytes = Bytes(Count(maxBytes));
        try
        {
            return Strict.GetString(bytes);
        }
        catch (ArgumentException broken)
        {
            throw new LedgerFormatException("A text is not UTF-8.", broken);
        }
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _rest.Length)
            throw new LedgerFormatException($"{count} bytes are wanted and {_rest.Length} are left.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    public readonly void End()
    {
        if (!_rest.IsEmpty) throw new LedgerFormatException($"{_rest.Length} bytes are left over.");
    }
}

using System.IO.Compression;

namespace Billing.Ledger;

/// <summary>A run of bytes, compressed where that makes it smaller, with both lengths before it.</summary>
internal static class BrotliBlock
{
    private const int Quality = 1;
    private const int WindowBits = 18;

    public static void Write(ByteWriter to, ReadOnlySpan<byte> plain)
    {
        var packed = GC.AllocateUninitializedArray<byte>(BrotliEncoder.GetMaxCompressedLength(plain.Length));
        var isPacked =
            BrotliEncoder.TryCompress(plain, packed, out var length, Quality, WindowBits) && length < plain.Length;
        to.Count(plain.Length);
        to.Count(isPacked ? length : plain.Length);
        to.Bytes(isPacked ? packed.AsSpan(0, length) : plain);
    }

    /// <exception cref="LedgerFormatException">The block is damaged or would grow over the limit.</exception>
    public static ReadOnlySpan<byte> Read(ref ByteReader from, int maxBytes)
    {
        var length = from.Count(maxBytes);
        var stored = from.Bytes(from.Count(maxBytes));
        if (stored.Length == length) return stored;

        var plain = new byte[length];
        return BrotliDecoder.TryDecompress(stored, plain, out var written) && written == length
            ? plain
            : throw new LedgerFormatException("A compressed block is damaged.");
    }
}

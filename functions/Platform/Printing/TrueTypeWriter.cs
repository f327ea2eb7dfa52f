using System.Buffers.Binary;
using System.Numerics;

namespace Billing.Platform.Printing;

/// <summary>Puts tables together to a TrueType file: the directory, the tables and their check sums.</summary>
public static class TrueTypeWriter
{
    private const int CheckSumInHead = 8;

    /// <param name="tables">By name, in order.</param>
    public static byte[] File(SortedDictionary<string, byte[]> tables)
    {
        BinaryPrimitives.WriteUInt32BigEndian(tables["head"].AsSpan(CheckSumInHead), 0);
        var (directory, body) = (new BigEndianBytes(), new BigEndianBytes());
        var power = BitOperations.Log2((uint)tables.Count);
        directory.U32(0x00010000).U16(tables.Count).U16(16 << power).U16(power)
            .U16(16 * tables.Count - (16 << power));
        var start = 12 + 16 * tables.Count;
        var head = 0;
        foreach (var (name, table) in tables)
        {
            if (name == "head") head = start + body.Length;
            directory.Raw([.. name.Select(letter => (byte)letter)])
                .U32(CheckSum(table)).U32(start + body.Length).U32(table.Length);
            body.Raw(table);
            body.Pad();
        }

        byte[] file = [.. directory.ToArray(), .. body.ToArray()];
        BinaryPrimitives.WriteUInt32BigEndian(
            file.AsSpan(head + CheckSumInHead), unchecked(0xB1B0AFBA - CheckSum(file)));
        return file;
    }

    private static uint CheckSum(byte[] bytes)
    {
        var sum = 0u;
        for (var at = 0; at < bytes.Length; at++) sum = unchecked(sum + ((uint)bytes[at] << (24 - 8 * (at % 4))));
        return sum;
    }
}

/// <summary>Bytes as font files order them.</summary>
public sealed class BigEndianBytes
{
    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public BigEndianBytes U16(int value) => Raw([(byte)(value >> 8 & 0xFF), (byte)(value & 0xFF)]);

    public BigEndianBytes U32(long value) => U16((int)(value >> 16 & 0xFFFF)).U16((int)(value & 0xFFFF));

    public BigEndianBytes Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>Up to a multiple of four.</summary>
    public void Pad()
    {
        while (_bytes.Count % 4 > 0) _bytes.Add(0);
    }

    public byte[] ToArray() => [.. _bytes];
}

namespace Billing.Ledger;

/// <summary>
/// A column of numbers that share a power of ten: the coarsest scale that all of them fit, then the numbers in it.
/// </summary>
internal sealed class ScaledColumn(int lines, params long[] scales)
{
    private readonly long[] _values = new long[lines];
    private int _count;

    public void Add(long value) => _values[_count++] = value;

    /// <summary>As they are.</summary>
    public void WriteTo(ByteWriter to)
    {
        var scale = WriteScale(to);
        foreach (var value in _values) to.Signed(value / scale);
    }

    /// <summary>Each as its distance from the one before.</summary>
    public void WriteStepsTo(ByteWriter to)
    {
        var scale = WriteScale(to);
        var last = 0L;
        foreach (var value in _values)
        {
            var next = value / scale;
            to.Signed(next - last);
            last = next;
        }
    }

    public static long[] Read(ref ByteReader from, int lines, params long[] scales)
    {
        var scale = ReadScale(ref from, scales);
        var values = new long[lines];
        for (var i = 0; i < lines; i++) values[i] = Scaled(from.Signed(), scale);
        return values;
    }

    public static long[] ReadSteps(ref ByteReader from, int lines, params long[] scales)
    {
        var scale = ReadScale(ref from, scales);
        var values = new long[lines];
        var last = 0L;
        for (var i = 0; i < lines; i++)
        {
            last = unchecked(last + from.Signed());
            values[i] = Scaled(last, scale);
        }
        return values;
    }

    private long WriteScale(ByteWriter to)
    {
        var place = 0;
        foreach (var value in _values)
            while (place < scales.Length && value % scales[place] != 0) place++;
        to.Count(place);
        return place < scales.Length ? scales[place] : 1;
    }

    private static long ReadScale(ref ByteReader from, long[] scales)
    {
        var place = from.Count(scales.Length);
        return place < scales.Length ? scales[place] : 1;
    }

    private static long Scaled(long value, long scale)
    {
        var product = (Int128)value * scale;
        return product >= long.MinValue && product <= long.MaxValue
            ? (long)product
            : throw new LedgerFormatException("A number is out of range.");
    }
}

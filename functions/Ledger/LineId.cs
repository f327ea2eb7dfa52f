using System.Globalization;

namespace Billing.Ledger;

/// <summary>Names one line to callers: {yyyyMMdd}-{segment's first sequence number}-{place in it}.</summary>
public readonly record struct LineId(DateOnly Day, long SegmentSeq, int Index)
{
    /// <summary>The line's own sequence number.</summary>
    public long Seq => SegmentSeq + Index;

    public static bool TryParse(string? text, out LineId id)
    {
        id = default;
        var parts = (text ?? "").Split('-');
        if (parts.Length != 3 || !LedgerKeys.TryDay(parts[0], out var day)) return false;
        if (!long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seq)) return false;
        if (!int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return false;
        id = new(day, seq, index);
        return true;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{LedgerKeys.Day(Day)}-{SegmentSeq}-{Index}");
}

/// <summary>Names one movement to callers: {yyyyMMdd}-{sequence number}.</summary>
public readonly record struct MovementId(DateOnly Day, long Seq)
{
    public static bool TryParse(string? text, out MovementId id)
    {
        id = default;
        var parts = (text ?? "").Split('-');
        if (parts.Length != 2 || !LedgerKeys.TryDay(parts[0], out var day)) return false;
        if (!long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seq)) return false;
        id = new(day, seq);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LedgerKeys.Day(Day)}-{Seq}");
}

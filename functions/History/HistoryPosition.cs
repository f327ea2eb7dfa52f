using System.Globalization;

namespace Billing.History;

/// <summary>Where an entry stands in the history. No two entries share a place, and none ever moves.</summary>
/// <param name="UtcTicks">The entry's time.</param>
/// <param name="Seq">The entry's ledger number, from 1: the later of two entries of one instant has the larger.</param>
public readonly record struct HistoryPosition(long UtcTicks, long Seq) : IComparable<HistoryPosition>
{
    /// <summary>The UTC day under which the entry is kept.</summary>
    public DateOnly Day => DateOnly.FromDateTime(new DateTime(UtcTicks, DateTimeKind.Utc));

    /// <summary>Older than everything at or after this instant, newer than everything before.</summary>
    public static HistoryPosition Before(DateTimeOffset time) => new(time.UtcTicks, 0);

    public static bool TryParse(string? text, out HistoryPosition position)
    {
        position = default;
        var parts = (text ?? "").Split('-');
        if (parts.Length != 2 || !IsNumber(parts[0], out var ticks) || !IsNumber(parts[1], out var seq)) return false;
        if (ticks > DateTimeOffset.MaxValue.UtcTicks) return false;
        position = new(ticks, seq);
        return true;
    }

    public static bool operator <(HistoryPosition left, HistoryPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(HistoryPosition left, HistoryPosition right) => left.CompareTo(right) > 0;

    public int CompareTo(HistoryPosition other)
    {
        var byTime = UtcTicks.CompareTo(other.UtcTicks);
        return byTime != 0 ? byTime : Seq.CompareTo(other.Seq);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{UtcTicks}-{Seq}");

    private static bool IsNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

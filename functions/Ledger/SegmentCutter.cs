using System.Collections.Immutable;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>
/// Cuts a commit's lines into segments: one UTC day each, no longer than a row can hold, of no more money than a sum
/// can count.
/// </summary>
internal static class SegmentCutter
{
    /// <summary>Texts beyond this in one segment could pass the store's 1 MiB a row.</summary>
    private const int MaxTextChars = 300_000;

    public static IEnumerable<Segment> Cut(ImmutableArray<RatedLine> lines, long firstSeq, long commitNo)
    {
        var from = 0;
        while (from < lines.Length)
        {
            var until = End(lines, from);
            yield return new(LedgerKeys.DayOf(lines[from].Time), firstSeq + from, commitNo, lines[from..until]);
            from = until;
        }
    }

    private static int End(ImmutableArray<RatedLine> lines, int from)
    {
        var day = lines[from].Time.UtcDateTime.Date;
        var (chars, units) = (Chars(lines[from]), lines[from].Amount.Units);
        var until = from + 1;
        for (; until < lines.Length && until - from < Segment.MaxLines; until++)
        {
            var line = lines[until];
            Invariant.Holds(line.Time >= lines[until - 1].Time, "Lines are committed in the order of their time");
            chars += Chars(line);
            if (line.Time.UtcDateTime.Date != day || chars > MaxTextChars) break;
            if (line.Amount.Units > long.MaxValue - units) break;
            units += line.Amount.Units;
        }
        return until;
    }

    private static int Chars(RatedLine line) =>
        line.EventId.Length > 64 || line.Description.Length > 64 || line.Dimensions.Length > 64
            ? line.EventId.Length + line.Description.Length + line.Dimensions.Length + line.Source.Length
            : 0;
}

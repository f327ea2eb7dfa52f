using Billing.Ledger;
using Billing.Platform;

namespace Billing.History;

/// <summary>
/// Finds the resources of what reversals give back: they stand in the lines that are taken back, many of which lie in
/// one segment. Keeps the segments that it has opened.
/// </summary>
public sealed class ReversalResources(LedgerReader ledger, AccountId account)
{
    private readonly Dictionary<(DateOnly Day, long Seq), Segment> _segments = [];

    /// <summary>Segments that were opened so far.</summary>
    public int Opened => _segments.Count;

    public async Task<UsageResource> Of(ReversedUsage usage, CancellationToken stop)
    {
        var key = (usage.Line.Day, usage.Line.SegmentSeq);
        if (!_segments.TryGetValue(key, out var segment))
        {
            segment = await ledger.Segment(account, key.Day, key.SegmentSeq, stop);
            Invariant.Holds(segment is not null, "I11 a segment never goes away");
            _segments.Add(key, segment);
        }
        return UsageResource.Of(segment.Lines[usage.Line.Index].Dimensions);
    }
}

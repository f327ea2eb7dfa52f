using Billing.Ledger;
using Billing.Platform;

namespace Billing.History;

/// <summary>
/// Finds the resources of what reversals give back: they stand in the lines that are taken back, many of which lie in
/// one segment. Keeps a few of the segments that it has opened.
/// </summary>
public sealed class ReversalResources(LedgerReader ledger, AccountId account)
{
    private const int MaxKept = 8;

    private readonly Dictionary<(DateOnly Day, long Seq), Segment> _kept = [];

    /// <summary>How often a segment was opened so far.</summary>
    public int Opened { get; private set; }

    public async Task<UsageResource> Of(LineId line, CancellationToken stop)
    {
        var key = (line.Day, line.SegmentSeq);
        if (!_kept.TryGetValue(key, out var segment))
        {
            segment = await ledger.Segment(account, line.Day, line.SegmentSeq, stop);
            Invariant.Holds(segment is not null, "I11 a segment never goes away");
            if (_kept.Count == MaxKept) _kept.Clear();
            _kept.Add(key, segment);
            Opened++;
        }
        return UsageResource.Of(segment.Lines[line.Index].Dimensions);
    }
}

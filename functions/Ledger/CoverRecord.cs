namespace Billing.Ledger;

/// <summary>
/// The terms that an account's covers ever had, so that an old line can be told by those of its time.
/// </summary>
public sealed class CoverRecord
{
    private readonly Dictionary<LotId, List<Version>> _versions = [];

    /// <summary>Facts come in their order; those of covers are kept.</summary>
    public void Add(MovementFact fact, long seq)
    {
        if (fact is MovementFact.CoverActivated began)
            _versions[began.Cover] = [new(seq, began.Terms.From, began.Terms)];
        if (fact is MovementFact.CoverChanged it && _versions.TryGetValue(it.Cover, out var versions))
            versions.Add(new(seq, it.From, it.Pays ? it.Terms : it.Terms with { Until = it.Terms.From }));
    }

    /// <summary>The terms that held for an event of this time, as they were known before a line; those of a cover that
    /// paid nothing then end where they begin.</summary>
    /// <param name="beforeSeq">The line's sequence number.</param>
    public IReadOnlyDictionary<LotId, CoverTerms> At(DateTimeOffset time, long beforeSeq)
    {
        var held = new Dictionary<LotId, CoverTerms>();
        foreach (var (cover, versions) in _versions)
            if (versions[0].Seq < beforeSeq)
                held.Add(cover, (versions.FindLast(it => it.Seq < beforeSeq && it.From <= time) ?? versions[0]).Terms);
        return held;
    }

    private sealed record Version(long Seq, DateTimeOffset From, CoverTerms Terms);
}

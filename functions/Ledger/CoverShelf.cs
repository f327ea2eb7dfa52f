using System.Collections.Immutable;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>An account's covers in the order in which they are chosen.</summary>
internal sealed class CoverShelf(ImmutableArray<Cover> covers)
{
    private readonly List<Cover> _covers = [.. covers];

    public ImmutableArray<Cover> ToCovers() => [.. _covers];

    public long Sum()
    {
        var sum = 0L;
        foreach (var cover in _covers) sum += cover.Remaining.Units;
        return sum;
    }

    public void Add(Cover cover)
    {
        Invariant.Holds(_covers.Count < AccountState.MaxCovers, "An account has a bounded number of covers");
        Invariant.Holds(!_covers.Exists(known => known.Id == cover.Id), "A term of a plan is activated once");
        var at = _covers.FindIndex(known => Cover.DrawingOrder.Compare(cover, known) < 0);
        _covers.Insert(at < 0 ? _covers.Count : at, cover);
    }

    /// <summary>I7: a cover is cleared away once nothing may use it any more, with what is left of it.</summary>
    public void Remove(MovementFact.CoverExpired expired, DateTimeOffset time)
    {
        var at = _covers.FindIndex(cover => cover.Id == expired.Cover);
        Invariant.Holds(at >= 0, "I7 what expires is held by the account");
        var cover = _covers[at];
        Invariant.Holds(
            cover.IsExhausted || Expiry.IsPast(cover.Terms.Until, time), "I7 a cover expires after its grace");
        Invariant.Holds(cover.Remaining == expired.Remaining, "I7 what expires is what was left");
        _covers.RemoveAt(at);
    }
}

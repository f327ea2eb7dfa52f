using Billing.Platform;

namespace Billing.Ledger;

/// <summary>How covers get other terms, and leave.</summary>
internal sealed partial class CoverShelf
{
    /// <summary>What a change adds to the total, in ledger units; changes nothing.</summary>
    public long Adds(MovementFact.CoverChanged change)
    {
        var (now, then) = (change.Terms.Total, Find(change.Cover).Cover.Terms.Total);
        Invariant.Holds(now.Currency == then.Currency, "A cover keeps its currency");
        return now.Units - then.Units;
    }

    public void Change(MovementFact.CoverChanged change, long seq, DateTimeOffset time, List<OutboxFact> raised)
    {
        var open = Find(change.Cover);
        var cover = open.ToCover();
        var refusal = CoverChangeRules.Refusal(
            cover, change, [.. _covers.Where(other => other != open).Select(other => other.Cover)], time);
        Invariant.Holds(refusal is null, $"A change of a cover is within what the ledger holds: {refusal}");
        Replace(open, CoverChange.Of(cover, change, seq, time), raised);
    }

    /// <summary>I7: a cover is cleared away once nothing may use it any more, with what is left of it.</summary>
    public void Remove(MovementFact.CoverExpired expired, DateTimeOffset time, List<OutboxFact> raised)
    {
        var open = Find(expired.Cover);
        var cover = open.ToCover();
        var isOver = open.IsExhausted || Expiry.IsPast(cover.Terms.Until, time);
        Invariant.Holds(isOver, "I7 a cover expires after its grace");
        Invariant.Holds(cover.Remaining == expired.Remaining, "I7 all that is left expires");
        var mayGo = expired.Into is null || expired.Into == Rollover.Into(cover, _covers.Select(it => it.Cover), time);
        Invariant.Holds(mayGo, "I7 what rolls over goes to the next term, if that may still pay");
        _covers.Remove(open);
        if (expired.Into is not { } next) return;

        var heir = Find(next);
        Replace(heir, Rollover.Received(heir.ToCover(), cover.Remaining), raised);
    }

    /// <summary>What no charge may be paid by any more is forgotten.</summary>
    public void Prune(DateTimeOffset time)
    {
        for (var i = 0; i < _covers.Count; i++)
        {
            var earlier = _covers[i].Cover.Earlier;
            if (earlier.IsEmpty || !earlier.Any(span => Expiry.IsPast(span.Until, time))) continue;
            _covers[i] = new(_covers[i].ToCover() with { Earlier = CoverChange.Pruned(earlier, time) });
        }
    }

    private OpenCover Find(LotId id)
    {
        var found = _covers.Find(open => open.Cover.Id == id);
        Invariant.Holds(found is not null, "I7 what changes or expires is held by the account");
        return found;
    }

    /// <summary>Where its new terms put it in the order.</summary>
    private void Replace(OpenCover old, Cover cover, List<OutboxFact> raised)
    {
        _covers.Remove(old);
        Insert(CoverUsed.Rearmed(cover)).Tell(raised);
    }

    private OpenCover Insert(Cover cover)
    {
        var at = _covers.FindIndex(open => Cover.DrawingOrder.Compare(cover, open.Cover) < 0);
        var added = new OpenCover(cover);
        _covers.Insert(at < 0 ? _covers.Count : at, added);
        return added;
    }
}

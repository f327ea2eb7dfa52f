using System.Collections.Immutable;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>What may not be used of lots, and what is taken back of them.</summary>
internal sealed partial class LotShelf
{
    public ImmutableArray<Hold> ToHolds() => [.. _holds];

    /// <summary>From now on so much of the lot is held; zero releases it.</summary>
    public void Hold(LotId lot, long units)
    {
        _holds.RemoveAll(hold => hold.Lot == lot);
        if (units > 0) _holds.Add(new(lot, units));
        Invariant.Holds(_holds.Count <= AccountState.MaxHolds, "An account has a bounded number of holds");
        if (SlotOf(lot) is { } slot) slot.Held = units;
        _drawn = null;
    }

    /// <summary>What of the lot may be used if so much of it is held, in ledger units.</summary>
    public long FreeUnder(LotId lot, long heldUnits) =>
        SlotOf(lot) is { } slot ? Math.Max(0, slot.Units - heldUnits) : 0;

    /// <summary>Where so much is taken back from; changes nothing.</summary>
    /// <param name="own">Gives first, also what is held of it; null where no lot does.</param>
    public TakenBack TakeBack(LotId? own, long units)
    {
        var parts = ImmutableArray.CreateBuilder<LotPart>();
        var left = units;
        if (own is { } id && SlotOf(id) is { } first) Take(id, first.Units);
        foreach (var slot in _slots)
            if (slot.Lot.Kind == LotKind.TopUp && slot.Lot.Id != own) Take(slot.Lot.Id, slot.Free);
        return new(parts.ToImmutable(), left);

        void Take(LotId lot, long has)
        {
            var part = Math.Min(left, has);
            if (part == 0) return;
            parts.Add(new(lot, part));
            left -= part;
        }
    }

    public void Take(in TakenBack taken)
    {
        foreach (var part in taken.Lots.Where(part => part.Units > 0)) Take(part.Lot, part.Units);
        _drawn = null;
    }

    private Slot NewSlot(Lot lot) => new(lot, HeldOf(lot.Id));

    private long HeldOf(LotId lot)
    {
        foreach (var hold in _holds) if (hold.Lot == lot) return hold.Units;
        return 0;
    }

    private Slot? SlotOf(LotId lot) => _slots.Find(slot => slot.Lot.Id == lot);
}

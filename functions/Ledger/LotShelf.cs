using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Billing.Money;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>An account's lots in drawing order: says who pays, and takes from them what was paid.</summary>
internal sealed partial class LotShelf
{
    private readonly List<Slot> _slots;
    private readonly List<Hold> _holds;
    private readonly List<Leg> _legs = [];
    private Leg[]? _drawn;
    private bool _isLate;

    public LotShelf(ImmutableArray<Lot> lots, ImmutableArray<Hold> holds)
    {
        _holds = [.. holds];
        _slots = [.. lots.Select(NewSlot)];
    }

    public ImmutableArray<Lot> ToLots() => [.. _slots.Select(slot => slot.ToLot())];

    public long Sum(LotKind kind)
    {
        var sum = 0L;
        foreach (var slot in _slots) if (slot.Lot.Kind == kind) sum += slot.Units;
        return sum;
    }

    public void Add(Lot lot)
    {
        Invariant.Holds(_slots.Count < AccountState.MaxLots, "An account has a bounded number of lots");
        Invariant.Holds(!_slots.Exists(slot => slot.Lot.Id == lot.Id), "A cause makes one lot");
        Invariant.Holds(
            lot.Services.Length <= AccountState.MaxLotServices && lot.Id.Value.Length <= AccountState.MaxLotIdLength,
            "A lot has a bounded size");
        var at = _slots.FindIndex(slot => Lot.DrawingOrder.Compare(lot, slot.Lot) < 0);
        _slots.Insert(at < 0 ? _slots.Count : at, NewSlot(lot));
        _drawn = null;
    }

    public int Count => _slots.Count;

    /// <summary>The lot's terms; null when it is not in the state.</summary>
    public Lot? Find(LotId id) => SlotOf(id)?.Lot;

    /// <summary>Puts back what was drawn; a lot that was used up stands where it stood before.</summary>
    public void GiveBack(Lot lot)
    {
        if (SlotOf(lot.Id) is { } slot) slot.Units += lot.Remaining.Units;
        else Add(lot);
        _drawn = null;
    }

    /// <summary>The legs that pay for a positive amount, after those of covers; changes nothing.</summary>
    public Drawn Draw(
        ServiceName service,
        DateTimeOffset eventTime,
        DateTimeOffset decidedAt,
        Quantity billed,
        Amount amount,
        ReadOnlySpan<Leg> plan)
    {
        _legs.Clear();
        _legs.AddRange(plan);
        _isLate = false;
        var (leftUnits, leftMicros) = (amount.Units, billed.Micros);
        foreach (var slot in _slots)
        {
            if (!slot.IsUsable(eventTime, service)) continue;
            if (slot.IsPast(decidedAt))
            {
                _isLate = true;
                continue;
            }
            var free = slot.Free;
            if (free >= leftUnits) return Paid(slot.Fund, slot.Lot.Id, leftUnits, leftMicros, amount.Currency);

            var micros = (long)((Int128)billed.Micros * free / amount.Units);
            _legs.Add(new(slot.Fund, slot.Lot.Id, new(micros), new(free, amount.Currency)));
            (leftUnits, leftMicros) = (leftUnits - free, leftMicros - micros);
        }
        return Paid(FundKind.Debt, new(""), leftUnits, leftMicros, amount.Currency);
    }

    /// <summary>I7 and I8: the legs are exactly those that the drawing order gives.</summary>
    /// <param name="covered">The line's part that covers pay: lots pay the rest.</param>
    public void RequirePriority(RatedLine line, DateTimeOffset decidedAt, in CoveredPart covered)
    {
        if (!line.Legs.IsEmpty && ReferenceEquals(_drawn, ImmutableCollectionsMarshal.AsArray(line.Legs))) return;

        var (quantity, amount) = (
            new Quantity(line.Billed.Micros - covered.Micros),
            line.Amount with { Units = line.Amount.Units - covered.Units });
        // Most lines have one payer, which is looked up without making legs.
        var isFirst = line.Legs.Length == covered.Legs + 1
            && line.IsLate == covered.IsLate
            && FirstUsable(line, decidedAt) is { } payer
            && payer.Free >= amount.Units
            && line.Legs[^1] == new Leg(payer.Fund, payer.Lot.Id, quantity, amount);
        var isDue = isFirst || IsDrawn(line, decidedAt, covered, quantity, amount);
        Invariant.Holds(isDue, "I8 each leg is drawn in the order of funds");
    }

    /// <summary>Takes the legs from their lots and returns what became debt, in ledger units.</summary>
    public long Take(ImmutableArray<Leg> legs)
    {
        var debt = 0L;
        foreach (ref readonly var leg in legs.AsSpan())
        {
            if (leg.Kind == FundKind.Debt) debt += leg.Amount.Units;
            else if (leg.Kind != FundKind.Plan) Take(leg.Fund, leg.Amount.Units);
        }
        _drawn = null;
        return debt;
    }

    /// <summary>All that is left of a lot goes, once its end and the grace are over.</summary>
    public void Expire(MovementFact.LotExpired fact, DateTimeOffset time)
    {
        var at = _slots.FindIndex(slot => slot.Lot.Id == fact.Lot);
        Invariant.Holds(at >= 0, "I7 a lot that expires has something left");
        var slot = _slots[at];
        var isDue = slot.Lot.Until == fact.Until && Expiry.IsPast(fact.Until, time);
        Invariant.Holds(isDue, "I7 a lot expires when its end and the grace are over");
        var isWhole = fact.Amount == slot.Lot.Remaining with { Units = slot.Units } && fact.Kind == slot.Lot.Kind;
        Invariant.Holds(isWhole, "I7 what expires of a lot is all that is left of it");
        _slots.RemoveAt(at);
        _drawn = null;
    }

    /// <summary>What is left on lots that are valid at this time, whatever the service.</summary>
    public long Spendable(DateTimeOffset time)
    {
        var sum = 0L;
        foreach (var slot in _slots)
        {
            var isValid = slot.Lot.From <= time && (slot.Lot.Until is not { } until || time < until);
            if (isValid) sum += slot.Free;
        }
        return sum;
    }

    private bool IsDrawn(
        RatedLine line, DateTimeOffset decidedAt, in CoveredPart covered, Quantity quantity, Amount amount)
    {
        if (amount.IsZero) return line.Legs.Length == covered.Legs && line.IsLate == covered.IsLate;

        var plan = line.Legs.AsSpan(0, covered.Legs);
        var (legs, isLate) = Draw(line.Service, line.Time, decidedAt, quantity, amount, plan);
        return legs.AsSpan().SequenceEqual(line.Legs.AsSpan()) && (isLate || covered.IsLate) == line.IsLate;
    }

    /// <summary>Null as well when a better fund is past its grace: then the line is late.</summary>
    private Slot? FirstUsable(RatedLine line, DateTimeOffset decidedAt)
    {
        foreach (var slot in _slots)
            if (slot.IsUsable(line.Time, line.Service)) return slot.IsPast(decidedAt) ? null : slot;
        return null;
    }

    private void Take(LotId fund, long units)
    {
        var at = 0;
        while (at < _slots.Count && _slots[at].Lot.Id != fund) at++;
        Invariant.Holds(at < _slots.Count, "I6 a leg draws on a lot that has something left");
        var slot = _slots[at];
        slot.Units -= units;
        Invariant.Holds(slot.Units >= 0, "I6 a lot is never negative");
        if (slot.Units == 0) _slots.RemoveAt(at);
    }

    private Drawn Paid(FundKind kind, LotId fund, long units, long micros, Currency currency)
    {
        _legs.Add(new(kind, fund, new(micros), new(units, currency)));
        _drawn = [.. _legs];
        return new(ImmutableCollectionsMarshal.AsImmutableArray(_drawn), _isLate);
    }
}

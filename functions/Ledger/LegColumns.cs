using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>
/// The columns of a segment's legs: funds once, then for each line its funds; the last leg is what the others leave.
/// </summary>
internal sealed class LegColumns
{
    private const int MaxLegs = AccountState.MaxCovers + AccountState.MaxLots + 1;

    /// <summary>Stands for what is free of a line beside what a plan covers: a leg in the columns, none in the line.
    /// </summary>
    private const FundKind Nobody = 0;

    private readonly List<(FundKind Kind, LotId Fund)> _funds = [];
    private readonly ByteWriter _lines = new(1024);
    private int _last;

    public void Add(ImmutableArray<Leg> legs, Quantity billed)
    {
        var hasFreeRest = HasFreeRest(legs, billed);
        _lines.Count(legs.Length + (hasFreeRest ? 1 : 0));
        for (var i = 0; i < legs.Length; i++)
        {
            ref readonly var leg = ref legs.ItemRef(i);
            _lines.Count(Place(leg.Kind, leg.Fund));
            if (i == legs.Length - 1 && !hasFreeRest) break;
            _lines.Signed(leg.Quantity.Micros);
            _lines.Signed(leg.Amount.Units);
        }
        if (hasFreeRest) _lines.Count(Place(Nobody, new("")));
    }

    public void WriteTo(ByteWriter to)
    {
        to.Count(_funds.Count);
        foreach (var (kind, fund) in _funds)
        {
            to.Byte((byte)kind);
            to.Text(fund.Value);
        }
        to.Bytes(_lines.Written);
    }

    public static (FundKind Kind, LotId Fund)[] ReadFunds(ref ByteReader from)
    {
        var funds = new (FundKind, LotId)[from.Count(Segment.MaxLines * 2)];
        for (var i = 0; i < funds.Length; i++)
        {
            var kind = (FundKind)from.Byte();
            if (kind != Nobody && !Enum.IsDefined(kind))
                throw new LedgerFormatException($"A fund of kind {kind} is not known.");
            funds[i] = (kind, new(from.Text()));
        }
        return funds;
    }

    public static ImmutableArray<Leg> Read(
        ref ByteReader from, (FundKind Kind, LotId Fund)[] funds, Quantity billed, Amount amount)
    {
        var legs = new Leg[from.Count(MaxLegs)];
        var (micros, units) = (billed.Micros, amount.Units);
        for (var i = 0; i < legs.Length; i++)
        {
            if (funds.Length == 0) throw new LedgerFormatException("A leg names no fund.");
            var (kind, fund) = funds[from.Count(funds.Length - 1)];
            var isLast = i == legs.Length - 1;
            var quantity = isLast ? micros : from.Signed();
            var paid = isLast ? units : from.Signed();
            (micros, units) = (unchecked(micros - quantity), unchecked(units - paid));
            legs[i] = new(kind, fund, new(quantity), amount with { Units = paid });
        }
        if (legs is [.., { Kind: Nobody, Amount.IsZero: true }]) legs = legs[..^1];
        return ImmutableCollectionsMarshal.AsImmutableArray(legs);
    }

    private static bool HasFreeRest(ImmutableArray<Leg> legs, Quantity billed)
    {
        if (legs.IsEmpty || legs[^1].Kind != FundKind.Plan) return false;
        var micros = 0L;
        foreach (ref readonly var leg in legs.AsSpan()) micros += leg.Quantity.Micros;
        return micros < billed.Micros;
    }

    private int Place(FundKind kind, LotId fund)
    {
        if (_last < _funds.Count && _funds[_last] == (kind, fund)) return _last;
        _last = _funds.IndexOf((kind, fund));
        if (_last >= 0) return _last;
        _funds.Add((kind, fund));
        return _last = _funds.Count - 1;
    }
}

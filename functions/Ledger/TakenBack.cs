using System.Collections.Immutable;

namespace Billing.Ledger;

/// <summary>What is taken of one lot, in ledger units.</summary>
internal readonly record struct LotPart(LotId Lot, long Units);

/// <summary>
/// Where taken-back credit comes from: the top-up's own lot, held or not, then what is free of other top-ups in the
/// order of use. What none of them has is debt. Vouchers are never touched.
/// </summary>
internal readonly record struct TakenBack(ImmutableArray<LotPart> Lots, long DebtUnits)
{
    public long TopUpUnits => Lots.Sum(part => part.Units);
}

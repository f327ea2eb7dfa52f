using Billing.Money;

namespace Billing.Ledger;

/// <summary>The terms of the lots that movements begin: what a lot is known by after it has left the state.</summary>
public static class LotOrigin
{
    /// <summary>
    /// The lot that the fact begins, with nothing in it; null if it begins none. A payment given again begins one
    /// where its money had gone to a plan: of two facts that name a lot, the first began it.
    /// </summary>
    /// <param name="seq">The movement's sequence number.</param>
    public static Lot? Of(MovementFact fact, long seq) => fact switch
    {
        MovementFact.TopUpCredited it => TopUp(it.Cause, it.Amount.Currency, seq),
        MovementFact.TopUpReinstated it => TopUpLot.Holding(
            TopUpLot.Of(it.Payment), Amount.Zero(it.Amount.Currency), seq),
        MovementFact.VoucherGranted it => new(
            new(it.Cause), LotKind.Voucher, Amount.Zero(it.Amount.Currency), it.From, it.Until, it.Services, seq),
        MovementFact.UsageReversed it => TopUp(it.Cause, it.Usage.Amount.Currency, seq),
        _ => null,
    };

    /// <summary>True if both are the same lot on the same terms, whatever is left of it.</summary>
    public static bool IsSame(Lot a, Lot b) =>
        a.Services.AsSpan().SequenceEqual(b.Services.AsSpan())
        && a with { Services = b.Services, Remaining = b.Remaining } == b;

    private static Lot TopUp(string cause, Currency currency, long seq) =>
        TopUpLot.Holding(new(cause), Amount.Zero(currency), seq);
}

using Billing.Ledger;
using Billing.Money;

namespace Billing.Vouchers;

/// <summary>What has become of a redeemed voucher.</summary>
public enum VoucherStatus
{
    Active = 1,

    /// <summary>Its credit is valid from a later moment on.</summary>
    Scheduled = 2,
    UsedUp = 3,
    Expired = 4,

    /// <summary>Made for the account, which has not redeemed it yet.</summary>
    Redeemable = 5,
}

/// <summary>A voucher that an account has redeemed, with what is left of it.</summary>
/// <param name="IsForfeited">True when something was left of it at its end, and has left the account.</param>
public sealed record RedeemedVoucher(Redemption Redemption, Amount Remaining, bool IsForfeited = false)
{
    /// <summary>
    /// The lot that the voucher became says what is left; a lot that is used up, or forfeited, leaves the state.
    /// </summary>
    /// <param name="forfeited">The vouchers of which something was left at their end.</param>
    public static RedeemedVoucher Of(
        Redemption redemption, AccountState state, IReadOnlySet<RedemptionId> forfeited)
    {
        var lot = state.Lots.FirstOrDefault(lot => lot.Id == redemption.Lot);
        var left = lot?.Remaining ?? Amount.Zero(redemption.Amount.Currency);
        return new(redemption, left, forfeited.Contains(redemption.Id));
    }

    /// <summary>True where the state alone does not say whether the voucher was used up or forfeited.</summary>
    public static bool MayBeForfeited(Redemption redemption, AccountState state, DateTimeOffset now) =>
        redemption.Credit.EndedBy(now) && state.Lots.All(lot => lot.Id != redemption.Lot);

    public VoucherStatus Status(DateTimeOffset now)
    {
        if (IsForfeited) return VoucherStatus.Expired;
        if (Remaining.IsZero) return VoucherStatus.UsedUp;
        if (Redemption.Credit.EndedBy(now)) return VoucherStatus.Expired;
        return Redemption.Credit.StartsAfter(now) ? VoucherStatus.Scheduled : VoucherStatus.Active;
    }
}

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
}

/// <summary>A voucher that an account has redeemed, with what is left of it.</summary>
public sealed record RedeemedVoucher(Redemption Redemption, Amount Remaining)
{
    /// <summary>The lot that the voucher became says what is left; a lot that is used up leaves the state.</summary>
    public static RedeemedVoucher Of(Redemption redemption, AccountState state)
    {
        var lotId = new LotId(redemption.Fact.Cause);
        var lot = state.Lots.FirstOrDefault(lot => lot.Id == lotId);
        return new(redemption, lot?.Remaining ?? Amount.Zero(redemption.Amount.Currency));
    }

    public VoucherStatus Status(DateTimeOffset now)
    {
        if (Remaining.IsZero) return VoucherStatus.UsedUp;
        if (Redemption.Credit.EndedBy(now)) return VoucherStatus.Expired;
        return Redemption.Credit.StartsAfter(now) ? VoucherStatus.Scheduled : VoucherStatus.Active;
    }
}

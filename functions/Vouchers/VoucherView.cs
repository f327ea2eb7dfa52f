using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Vouchers;

/// <summary>A voucher as its customer sees it in the voucher list: redeemed, or made for the account.</summary>
/// <param name="Code">Masked.</param>
/// <param name="Scope">The services that it pays for; empty means all.</param>
/// <param name="RedeemedAt">Null until it is redeemed.</param>
/// <param name="ValidFrom">From when its credit pays; null where that is when it is redeemed.</param>
/// <param name="ValidUntil">Null when it never ends.</param>
/// <param name="RedeemCode">The whole code, while it can be redeemed; null afterwards.</param>
/// <param name="RedeemUntil">When it can be redeemed no more; null when never, or when it was.</param>
public sealed record VoucherView(
    string Id,
    string Code,
    Amount Amount,
    Amount Remaining,
    ImmutableArray<ServiceName> Scope,
    DateTimeOffset? RedeemedAt,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil,
    VoucherStatus Status,
    string? RedeemCode = null,
    DateTimeOffset? RedeemUntil = null)
{
    public static VoucherView Of(RedeemedVoucher voucher, DateTimeOffset now)
    {
        var redemption = voucher.Redemption;
        return new(
            redemption.Id.Value,
            redemption.MaskedCode,
            redemption.Amount,
            voucher.Remaining,
            redemption.Services,
            redemption.At,
            redemption.Fact.From,
            redemption.Fact.Until,
            voucher.Status(now));
    }

    public static VoucherView Of(RedeemableVoucher voucher)
    {
        var (assigned, campaign) = voucher;
        return new(
            assigned.Id.Value,
            assigned.Code.Masked,
            campaign.Amount,
            campaign.Amount,
            campaign.Services,
            RedeemedAt: null,
            campaign.Credit.From,
            campaign.Credit.Until,
            VoucherStatus.Redeemable,
            assigned.Code.Value,
            campaign.Redeem.Until);
    }
}

using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Vouchers;

/// <summary>A redeemed voucher as its customer sees it in the voucher list.</summary>
/// <param name="Code">Masked.</param>
/// <param name="Scope">The services that it pays for; empty means all.</param>
/// <param name="ValidUntil">Null when it never ends.</param>
public sealed record VoucherView(
    string Id,
    string Code,
    Amount Amount,
    Amount Remaining,
    ImmutableArray<ServiceName> Scope,
    DateTimeOffset RedeemedAt,
    DateTimeOffset ValidFrom,
    DateTimeOffset? ValidUntil,
    VoucherStatus Status)
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
}

using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Vouchers;

/// <summary>A voucher campaign as staff see it, and as they wrote it.</summary>
/// <param name="Spent">What redemptions have taken of the budget, shown with one campaign; null without a
/// budget.</param>
public sealed record CampaignView(
    string Id,
    string Name,
    Amount Amount,
    ImmutableArray<ServiceName> Services,
    DateTimeOffset? RedeemFrom,
    DateTimeOffset? RedeemUntil,
    DateTimeOffset? CreditFrom,
    DateTimeOffset? CreditUntil,
    int? ValidDays,
    int PerAccountLimit,
    int TotalLimit,
    ImmutableArray<string> Countries,
    bool NewAccountsOnly,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt,
    Amount? Budget,
    Amount? Spent = null)
{
    public static CampaignView Of(VoucherCampaign campaign) => new(
        campaign.Id.Value,
        campaign.Name,
        campaign.Amount,
        campaign.Services,
        campaign.Redeem.From,
        campaign.Redeem.Until,
        campaign.Credit.From,
        campaign.Credit.Until,
        campaign.ValidDays,
        campaign.PerAccountLimit,
        campaign.TotalLimit,
        [.. campaign.Countries.Select(country => country.Code)],
        campaign.NewAccountsOnly,
        campaign.CreatedAt,
        campaign.RevokedAt,
        campaign.Budget);
}

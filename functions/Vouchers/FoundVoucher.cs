using Azure;
using Billing.Ledger;

namespace Billing.Vouchers;

/// <summary>
/// A code as it stands, with the account's latest redemption of it, and the versions that a change is held against.
/// </summary>
/// <param name="AssignedTo">The one account that may redeem it; null for whoever has it.</param>
/// <param name="Budget">What its campaign may spend; null without a budget.</param>
public sealed record FoundVoucher(
    VoucherCode Code,
    CampaignId Campaign,
    int Uses,
    ETag Version,
    Redemption? Earlier,
    ETag EarlierVersion,
    AccountId? AssignedTo,
    FoundBudget? Budget)
{
    public Voucher Of(VoucherCampaign campaign) => new(Code, campaign, Uses, Budget?.SpentUnits ?? 0, AssignedTo);

    /// <summary>What was counted before and is still owed.</summary>
    public OpenRedemption Resume(Redemption earlier) =>
        new(Budget?.Bucket ?? Code.Bucket, Code.Digest, earlier, EarlierVersion);
}

/// <summary>What a campaign has spent of its budget, in ledger units, and where that is counted.</summary>
public sealed record FoundBudget(string Bucket, long SpentUnits, ETag Version);

/// <summary>A redemption on its way: counted, in this partition, at this version of its row.</summary>
public sealed record OpenRedemption(string Bucket, string Digest, Redemption Redemption, ETag Version);

using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Vouchers;

/// <summary>
/// Counts a redemption in the partition of its code, then has it granted in the ledger of its account. Everything that
/// could refuse the grant is checked before counting, and a request that died in between is resumed by the next one.
/// </summary>
public sealed class RedemptionDesk(
    VoucherTable vouchers,
    CampaignTable campaigns,
    ProfileTable profiles,
    LedgerTable ledger,
    RedeemedVoucherTable redeemed,
    VoucherGrants grants,
    TimeProvider clock)
{
    /// <summary>
    /// Each round of a race for one code has a winner; a code that is asked for more often at once answers 503.
    /// </summary>
    public const int MaxAttempts = 32;

    /// <param name="id">The same for every repetition of one request.</param>
    /// <exception cref="BusyException">Others won every round.</exception>
    public async Task<Outcome<Redemption, RedeemRefusal>> Redeem(
        FoundVoucher found, BillingProfile profile, RedemptionId id, AccountId account, CancellationToken stop)
    {
        var campaign = await campaigns.Find(found.Campaign, stop);
        Invariant.Holds(campaign is not null, "a code is issued for a campaign that stands");
        if (found.Earlier is not null && await redeemed.Find(account, id, stop) is { } done) return done;

        var who = Redeemer.Of(await ledger.Load(account, stop), profile);
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var decided = found.Of(campaign).Redeem(who, found.Earlier, id, clock.GetUtcNow());
            if (!decided.IsAccepted(out var redemption, out var refusal)) return refusal;
            if (redemption.Stage == RedemptionStage.Granted) return redemption;
            if (!await IsWelcome(campaign, found, redemption, stop)) return RedeemRefusal.NotEligible;
            if (await Open(found, redemption, stop) is { } open) return await grants.Complete(open, stop);

            found = await vouchers.Find(found.Code, account, stop) ?? found;
        }
        throw new BusyException($"A voucher of campaign {campaign.Id} kept changing.");
    }

    private async Task<bool> IsWelcome(
        VoucherCampaign campaign, FoundVoucher found, Redemption redemption, CancellationToken stop) =>
        !campaign.NewAccountsOnly
        || redemption == found.Earlier
        || await grants.ClaimWelcome(redemption.Account, found.Code.Digest, stop);

    /// <summary>
    /// The currency is locked before the use is counted, so that nothing can refuse the grant any more.
    /// </summary>
    private async Task<OpenRedemption?> Open(FoundVoucher found, Redemption redemption, CancellationToken stop)
    {
        if (redemption == found.Earlier) return found.Resume(redemption);

        var locked = await profiles.LockCurrency(redemption.Account, stop);
        return locked?.Currency == redemption.Amount.Currency
            ? await vouchers.Reserve(found, redemption, stop)
            : throw new BusyException($"The profile of {redemption.Account} changed its currency meanwhile.");
    }
}

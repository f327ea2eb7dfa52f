using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Vouchers;

/// <summary>Who wants to redeem, as far as the rules ask.</summary>
/// <param name="IsNew">True while no money has moved in the account's ledger.</param>
/// <param name="Lots">How many lots of credit the account holds.</param>
public sealed record Redeemer(AccountId Account, BillingProfile Profile, bool IsNew, int Lots)
{
    public static Redeemer Of(AccountHead head, BillingProfile profile) =>
        new(head.Account, profile, IsNewAccount(head), head.State.Lots.Length);

    /// <summary>Nothing but the opening stands in its ledger.</summary>
    public static bool IsNewAccount(AccountHead head) => head.Seq <= 1;
}

/// <summary>
/// A code with the terms of its campaign and how often it was used; it credits at most its limit, for ever.
/// </summary>
/// <param name="Uses">Redemptions counted so far, granted or about to be.</param>
/// <param name="SpentUnits">What redemptions of the campaign's codes took of its budget, if it has one.</param>
/// <param name="AssignedTo">The one account that may redeem it; null for whoever has it.</param>
public sealed record Voucher(
    VoucherCode Code, VoucherCampaign Campaign, int Uses, long SpentUnits = 0, AccountId? AssignedTo = null)
{
    /// <summary>Leaves room for the credit that was paid for, and for redemptions that are under way.</summary>
    public const int MaxLots = AccountState.MaxLots * 3 / 5;

    /// <summary>
    /// A redemption that was counted but not granted is resumed, whatever has changed since: it is owed.
    /// </summary>
    /// <param name="earlier">The account's latest redemption of this code.</param>
    public Outcome<Redemption, RedeemRefusal> Redeem(
        Redeemer who, Redemption? earlier, RedemptionId id, DateTimeOffset now)
    {
        if (earlier is { Stage: RedemptionStage.Reserved } || earlier?.Id == id) return earlier;
        if (Campaign.RevokedAt is not null) return RedeemRefusal.Revoked;
        if (Campaign.Redeem.StartsAfter(now)) return RedeemRefusal.NotStarted;
        if (Campaign.Redeem.EndedBy(now) || Campaign.CreditOf(now).EndedBy(now)) return RedeemRefusal.Expired;
        if (earlier?.Ordinal >= Campaign.PerAccountLimit) return RedeemRefusal.AlreadyRedeemedByAccount;
        if (Uses >= Campaign.TotalLimit) return RedeemRefusal.RedemptionLimitReached;
        if (IsBudgetExhausted) return RedeemRefusal.BudgetExhausted;
        if (who.Profile.Currency != Campaign.Amount.Currency) return RedeemRefusal.CurrencyMismatch;
        if (!IsFor(who)) return RedeemRefusal.NotEligible;
        if (who.Lots >= MaxLots) return RedeemRefusal.TooManyOpenVouchers;

        return new Redemption(
            id, Campaign.Id, Code.Masked, who.Account, Campaign.Amount, Campaign.CreditOf(now), Campaign.Services,
            who.Profile.TimeZone, now, (earlier?.Ordinal ?? 0) + 1, RedemptionStage.Reserved);
    }

    /// <summary>Whether the code has not come to its end for whoever it is assigned to.</summary>
    /// <param name="earlier">The account's latest redemption of this code.</param>
    public bool IsOpen(Redemption? earlier, DateTimeOffset now) =>
        Campaign.RevokedAt is null
        && !Campaign.Redeem.EndedBy(now)
        && !Campaign.CreditOf(now).EndedBy(now)
        && !(earlier?.Ordinal >= Campaign.PerAccountLimit)
        && Uses < Campaign.TotalLimit
        && !IsBudgetExhausted;

    private bool IsBudgetExhausted =>
        Campaign.Budget is { } budget && SpentUnits > budget.Units - Campaign.Amount.Units;

    private bool IsFor(Redeemer who) =>
        (AssignedTo is null || AssignedTo == who.Account)
        && (Campaign.Countries.IsEmpty || Campaign.Countries.Contains(who.Profile.Country))
        && (!Campaign.NewAccountsOnly || who.IsNew);
}

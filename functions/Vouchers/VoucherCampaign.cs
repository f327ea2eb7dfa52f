using System.Collections.Immutable;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Vouchers;

/// <summary>
/// What a set of voucher codes is worth, to whom, and when. Its terms never change; it can only be revoked.
/// </summary>
/// <param name="Amount">What one redemption credits.</param>
/// <param name="Services">The services that the credit may pay for; empty pays for all.</param>
/// <param name="Redeem">When codes may be redeemed.</param>
/// <param name="Credit">When the credit may pay; a missing start means from redemption on.</param>
/// <param name="ValidDays">Days that the credit lives after redemption; with <paramref name="Credit"/> the earlier end
/// counts.</param>
/// <param name="PerAccountLimit">How often one account may redeem the same code.</param>
/// <param name="TotalLimit">How often one code may be redeemed in all.</param>
/// <param name="Countries">The billing countries that may redeem; empty means all.</param>
/// <param name="NewAccountsOnly">Only for accounts in whose ledger no money has moved yet.</param>
/// <param name="Budget">The most that all redemptions of all its codes may credit; null for no such cap.</param>
public sealed record VoucherCampaign(
    CampaignId Id,
    string Name,
    Amount Amount,
    ImmutableArray<ServiceName> Services,
    TimeWindow Redeem,
    TimeWindow Credit,
    int? ValidDays,
    int PerAccountLimit,
    int TotalLimit,
    ImmutableArray<BillingCountry> Countries,
    bool NewAccountsOnly,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt = null,
    Amount? Budget = null)
{
    public const int MaxName = 80;
    public const int MaxServices = AccountState.MaxLotServices;
    public const int MaxCountries = 250;
    public const int MaxValidDays = 3_660;
    public const int MaxPerAccountLimit = 1_000;
    public const int MaxTotalLimit = 10_000_000;

    /// <summary>In ledger units: an account's lots then never sum to more than an amount can hold.</summary>
    public const long MaxUnits = long.MaxValue / 1_000;

    /// <summary>Revoking again keeps the first time; credit that was granted before stays.</summary>
    public VoucherCampaign Revoke(DateTimeOffset now) => RevokedAt is null ? this with { RevokedAt = now } : this;

    /// <summary>When the credit of a redemption at this moment may pay.</summary>
    public TimeWindow CreditOf(DateTimeOffset redeemedAt)
    {
        var lived = ValidDays is { } days ? redeemedAt.AddDays(days) : (DateTimeOffset?)null;
        var until = Credit.Until is { } end && !(lived < end) ? end : lived;
        return new(Credit.From ?? redeemedAt, until);
    }

    /// <summary>What is wrong with terms whose parts are each well formed, all at once.</summary>
    public IEnumerable<FieldError> Faults()
    {
        foreach (var fault in AmountFaults()) yield return fault;
        foreach (var fault in BudgetFaults()) yield return fault;
        if (!Redeem.IsOrdered) yield return new("redeemUntil", "range", "Redemption must end after it starts.");
        if (!Credit.IsOrdered) yield return new("creditUntil", "range", "The credit must end after it starts.");
        if (Credit.Until is { } end && Redeem.From is { } start && end <= start)
            yield return new("creditUntil", "range", "The credit must end after redemption starts.");
    }

    private IEnumerable<FieldError> AmountFaults()
    {
        if (Amount == default) yield break;
        if (!Amount.IsPositive) yield return new("amount", "not_positive", "A voucher is worth more than nothing.");
        if (Amount.Units > MaxUnits)
            yield return new("amount", "too_large", $"At most {Amount with { Units = MaxUnits }}.");
        if (!Amount.IsWholeMinor)
            yield return new("amount", "scale", "The amount has too many decimals for its currency.");
    }

    private IEnumerable<FieldError> BudgetFaults()
    {
        if (Budget is not { } budget || budget == default || Amount == default) yield break;
        if (budget.Currency != Amount.Currency)
            yield return new("budget", "currency", "The budget is in the currency of the amount.");
        else if (budget < Amount)
            yield return new("budget", "below_amount", "The budget pays for one redemption at least.");
        else if (!budget.IsWholeMinor)
            yield return new("budget", "scale", "The budget has too many decimals for its currency.");
    }
}

/// <summary>A stretch of time that includes its start and excludes its end; a missing bound is open.</summary>
public readonly record struct TimeWindow(DateTimeOffset? From, DateTimeOffset? Until)
{
    public bool IsOrdered => From is not { } from || Until is not { } until || from < until;

    public bool StartsAfter(DateTimeOffset now) => From is { } from && now < from;

    public bool EndedBy(DateTimeOffset now) => Until is { } until && until <= now;
}

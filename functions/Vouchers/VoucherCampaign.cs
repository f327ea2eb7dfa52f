using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Vouchers;

/// <summary>What a set of voucher codes is worth, to whom, and when. Its terms never change; it can only be revoked.</summary>
/// <param name="Amount">What one redemption credits.</param>
/// <param name="Services">The services that the credit may pay for; empty pays for all.</param>
/// <param name="Redeem">When codes may be redeemed.</param>
/// <param name="Credit">When the credit may pay; a missing start means from redemption on.</param>
/// <param name="ValidDays">Days that the credit lives after redemption; with <paramref name="Credit"/> the earlier end counts.</param>
/// <param name="PerAccountLimit">How often one account may redeem the same code.</param>
/// <param name="TotalLimit">How often one code may be redeemed in all.</param>
/// <param name="Countries">ISO 3166 codes of the billing countries that may redeem; empty means all.</param>
/// <param name="NewAccountsOnly">Only for accounts in whose ledger no money has moved yet.</param>
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
    ImmutableArray<string> Countries,
    bool NewAccountsOnly,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt = null)
{
    public const int MaxName = 80;
    public const int MaxServices = 50;
    public const int MaxCountries = 250;
    public const int MaxValidDays = 3_660;
    public const int MaxPerAccountLimit = 1_000;
    public const int MaxTotalLimit = 10_000_000;

    /// <summary>Revoking again keeps the first time; credit that was granted before stays.</summary>
    public VoucherCampaign Revoke(DateTimeOffset now) => RevokedAt is null ? this with { RevokedAt = now } : this;

    /// <summary>When the credit of a redemption at this moment may pay.</summary>
    public TimeWindow CreditOf(DateTimeOffset redeemedAt)
    {
        var lived = ValidDays is { } days ? redeemedAt.AddDays(days) : (DateTimeOffset?)null;
        var until = Credit.Until is { } end && !(lived < end) ? end : lived;
        return new(Credit.From ?? redeemedAt, until);
    }

    /// <summary>Everything that is wrong with the terms as a whole, each named by its field.</summary>
    public IEnumerable<FieldError> Faults()
    {
        if (!Amount.IsPositive) yield return new("amount", "not_positive", "A voucher is worth more than nothing.");
        if (!Amount.IsWholeMinor) yield return new("amount", "scale", "The amount has too many decimals for its currency.");
        if (!Redeem.IsOrdered) yield return new("redeemUntil", "range", "Redemption must end after it starts.");
        if (!Credit.IsOrdered) yield return new("creditUntil", "range", "The credit must end after it starts.");
        if (Credit.Until is { } end && Redeem.From is { } start && end <= start)
            yield return new("creditUntil", "range", "The credit must end after redemption starts.");
        if (ValidDays is { } days && (days < 1 || days > MaxValidDays))
            yield return new("validDays", "range", $"Between 1 and {MaxValidDays} days.");
        if (PerAccountLimit is < 1 or > MaxPerAccountLimit)
            yield return new("perAccountLimit", "range", $"Between 1 and {MaxPerAccountLimit}.");
        if (TotalLimit is < 1 or > MaxTotalLimit)
            yield return new("totalLimit", "range", $"Between 1 and {MaxTotalLimit}.");
        if (Services.Length > MaxServices) yield return new("services", "too_many", $"At most {MaxServices}.");
        if (Countries.Length > MaxCountries) yield return new("countries", "too_many", $"At most {MaxCountries}.");
    }
}

/// <summary>A stretch of time that includes its start and excludes its end; a missing bound is open.</summary>
public readonly record struct TimeWindow(DateTimeOffset? From, DateTimeOffset? Until)
{
    public bool IsOrdered => From is not { } from || Until is not { } until || from < until;

    public bool StartsAfter(DateTimeOffset now) => From is { } from && now < from;

    public bool EndedBy(DateTimeOffset now) => Until is { } until && until <= now;
}

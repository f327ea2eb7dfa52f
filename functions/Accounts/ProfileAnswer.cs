namespace Billing.Accounts;

/// <summary>A profile as callers see it.</summary>
public sealed record ProfileAnswer(
    BillingType Type,
    string Name,
    string Email,
    string Address,
    string Country,
    string? TaxCode,
    string Currency,
    bool CurrencyLocked,
    string TimeZone)
{
    public static ProfileAnswer Of(BillingProfile profile) => new(
        profile.Type,
        profile.Name,
        profile.Email,
        profile.Address,
        profile.Country.Code,
        profile.TaxCode,
        profile.Currency.Code,
        profile.IsCurrencyLocked,
        profile.TimeZone);
}

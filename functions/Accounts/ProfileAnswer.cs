namespace Billing.Accounts;

/// <summary>A profile as callers see it.</summary>
/// <param name="Erased">Who it was is forgotten; the account needs a new profile before it can be used.</param>
public sealed record ProfileAnswer(
    BillingType Type,
    string Name,
    string Email,
    string Address,
    string Country,
    string? TaxCode,
    string Currency,
    bool CurrencyLocked,
    string TimeZone,
    bool Erased)
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
        profile.TimeZone,
        profile.IsErased);
}

using System.Text.RegularExpressions;
using Billing.Money;
using Billing.Platform;

namespace Billing.Accounts;

/// <summary>Whether a person or a company pays.</summary>
public enum BillingType
{
    Personal = 1,
    Company = 2,
}

/// <summary>Why a profile may not become what was asked for.</summary>
public enum ProfileRefusal
{
    CurrencyLocked = 1,
    ChangedMeanwhile = 2,
}

/// <summary>Who pays, where, and in which currency; asked for once, before the first top-up.</summary>
/// <param name="TaxCode">Required of companies; null when a person gave none.</param>
/// <param name="IsCurrencyLocked">True since the first payment, voucher or usage: the currency then never changes
/// again.</param>
public sealed partial record BillingProfile(
    BillingType Type,
    string Name,
    string Email,
    string Address,
    BillingCountry Country,
    string? TaxCode,
    Currency Currency,
    bool IsCurrencyLocked = false)
{
    public const int MaxNameLength = 200;
    public const int MaxEmailLength = 254;
    public const int MaxAddressLength = 500;

    /// <summary>It names nobody any more; until a new one is saved nothing begins that needs a buyer.</summary>
    public bool IsErased { get; init; }

    /// <summary>IANA name; an account's ledger keeps the zone that it was opened with.</summary>
    public string TimeZone => Country.TimeZone;

    /// <summary>
    /// The country may change later, the locked currency may not; the lock itself is nobody's to edit.
    /// </summary>
    public Outcome<BillingProfile, ProfileRefusal> Become(BillingProfile edited)
    {
        if (IsCurrencyLocked && edited.Currency != Currency) return ProfileRefusal.CurrencyLocked;

        return edited with { IsCurrencyLocked = IsCurrencyLocked };
    }

    /// <summary>
    /// What identifies a person goes. Country and currency stay, and the tax code of a company: usage that is still to
    /// be documented is taxed as before.
    /// </summary>
    public BillingProfile Erase() => this with
    {
        Name = ErasedText.Word,
        Email = ErasedText.Word,
        Address = ErasedText.Word,
        TaxCode = Type == BillingType.Company ? TaxCode : null,
        IsErased = true,
    };

    /// <summary>
    /// Every rule that the fields break, all at once; a rule about a field that could not be read is left out.
    /// </summary>
    public IEnumerable<FieldError> Faults(CurrencyMinimums minimums)
    {
        if (Email.Length > 0 && !IsEmail(Email))
            yield return new("email", "invalid", "This is not an e-mail address.");
        if (Country != default && Currency != default && !Country.Offers(Currency, minimums))
            yield return new("currency", "currency_not_offered", $"Customers in {Country} cannot hold {Currency}.");
        if (TaxCode is null && Type == BillingType.Company)
            yield return new("taxCode", "required", "Companies give their tax code.");
        if (TaxCode is { } code && Country != default && Accounts.TaxCode.Fault(code, Country, Type) is { } fault)
            yield return new("taxCode", "invalid", fault);
    }

    /// <summary>True for what looks like an address of one mailbox.</summary>
    public static bool IsEmail(string text) => EmailShape().IsMatch(text);

    [GeneratedRegex(@"^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+\z", RegexOptions.NonBacktracking)]
    private static partial Regex EmailShape();
}

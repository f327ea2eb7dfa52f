using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Plans.Requests;

/// <summary>Whom sales is to write to or call.</summary>
public sealed record RequestContact(string Name, string Email, string? Phone)
{
    public const int MaxName = 100;
    public const int MaxPhone = 40;
}

/// <summary>What a customer wants to talk to sales about, in the customer's own words.</summary>
/// <param name="Services">Empty when the customer has not decided yet.</param>
/// <param name="Budget">Null when the customer named none.</param>
public sealed partial record RequestWish(
    ImmutableArray<ServiceName> Services, string Message, RequestContact Contact, Amount? Budget)
{
    public const int MaxServices = 20;
    public const int MaxMessage = 2_000;

    /// <summary>No address of a mailbox looks like this.</summary>
    public bool IsErased => Contact.Email == ErasedText.Word;

    /// <summary>It says what was wanted, and no longer by whom.</summary>
    public RequestWish Erase() =>
        this with { Message = ErasedText.Word, Contact = new(ErasedText.Word, ErasedText.Word, Phone: null) };

    /// <summary>
    /// Every rule that the fields break; a rule about a field that could not be read is left out.
    /// </summary>
    public IEnumerable<FieldError> Faults()
    {
        if (Contact.Email.Length > 0 && !BillingProfile.IsEmail(Contact.Email))
            yield return new("contact.email", "invalid", "This is not an e-mail address.");
        if (Contact.Phone is { } phone && !PhoneShape().IsMatch(phone))
            yield return new("contact.phone", "invalid", "This is not a telephone number.");
        if (Budget is { } budget && budget != default && budget.Units <= 0)
            yield return new("budget.amount", "out_of_range", "More than nothing.");
    }

    [GeneratedRegex(@"^\+?[0-9][0-9 ().\-]{4,38}\z", RegexOptions.NonBacktracking)]
    private static partial Regex PhoneShape();
}

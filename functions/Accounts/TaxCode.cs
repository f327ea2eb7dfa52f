using System.Text.RegularExpressions;

namespace Billing.Accounts;

/// <summary>
/// The number under which a tax office knows a customer; its shape is checked where the country's shape is known.
/// </summary>
public static partial class TaxCode
{
    public const int MaxLength = 50;

    /// <summary>Says what a tax code of this country looks like; null when the code is well formed.</summary>
    public static string? Fault(string code, BillingCountry country, BillingType type)
    {
        if (country == BillingCountry.Vietnam && type == BillingType.Company && !VietnamCompany().IsMatch(code))
            return "A Vietnamese company's code has 10 digits, or 10 and 3 with a hyphen between.";
        if (country == BillingCountry.Vietnam && type == BillingType.Personal && !VietnamPerson().IsMatch(code))
            return "A Vietnamese person's code has 10 or 12 digits.";
        if (country == BillingCountry.Japan && !Japan().IsMatch(code))
            return "A Japanese code has 13 digits, with or without a T before them.";
        return null;
    }

    [GeneratedRegex("^[0-9]{10}(-[0-9]{3})?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex VietnamCompany();

    [GeneratedRegex("^([0-9]{10}|[0-9]{12})\\z", RegexOptions.CultureInvariant)]
    private static partial Regex VietnamPerson();

    [GeneratedRegex("^T?[0-9]{13}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Japan();
}

using Billing.Accounts;
using Billing.Money;

namespace Billing.Functions.Tests.Support;

/// <summary>Billing profiles with nothing special about them; tests change what they are about.</summary>
public static class SomeProfile
{
    public static CurrencyMinimums Minimums { get; } =
        CurrencyMinimums.TryParse("VND 500000, JPY 3000, USD 25, EUR 25", out var minimums)
            ? minimums
            : throw new InvalidOperationException("The minimums of the tests are wrong.");

    public static BillingProfile InVietnam(bool locked = false) => new(
        BillingType.Personal, "An", "an@example.vn", "1 Trang Tien, Ha Noi", BillingCountry.Vietnam, null, Currency.Vnd,
        locked);

    public static BillingProfile In(string country, string currency) => InVietnam() with
    {
        Country = BillingCountry.Parse(country),
        Currency = Currency.Parse(currency),
    };
}

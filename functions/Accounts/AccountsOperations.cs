using Billing.Money;
using Billing.OpenApi;

namespace Billing.Accounts;

/// <summary>What callers send to profiles and settings, and what they get.</summary>
public static class AccountsOperations
{
    public static void Describe(OperationTable operations) => operations
        .Add(nameof(GetProfile), it => it
            .Answers<ProfileAnswer>()
            .Versioned())
        .Add(nameof(PutProfile), it => it
            .Body(Profile)
            .Answers<ProfileAnswer>()
            .Versioned()
            .Refuses(409, ProfileRefusal.CurrencyLocked)
            .Refuses(412, ProfileRefusal.ChangedMeanwhile))
        .Add(nameof(GetSettings), it => it
            .Answers<SettingsAnswer>()
            .Versioned())
        .Add(nameof(PutSettings), it => it
            .Body(Settings)
            .Answers<SettingsAnswer>()
            .Versioned()
            .Refuses(409, SettingsRefusal.AccountNotOpen)
            .Refuses(412, SettingsRefusal.ChangedMeanwhile)
            .Refuses(422, SettingsRefusal.OtherCurrency));

    private static void Settings(Fields body) => body
        .Sometimes
        .Amounts("lowBalance", Ledger.LowBalance.MaxThresholds, "100000", "VND", "At least one setting is sent.")
        .Optional
        .Choice<Language>("language")
        .Value<IanaZone>("timeZone", "Asia/Tokyo", "IANA name.")
        .Value<Currency>("displayCurrency", "USD", "The account's own shows amounts in no other.")
        .Object("notices", it => it.Optional.Flag("balance").Flag("planUse").Flag("planEnd"), "Which are shown.");

    private static void Profile(Fields body) => body
        .Choice<BillingType>("type")
        .Text("name", BillingProfile.MaxNameLength, "Nguyen Van An")
        .Text("email", BillingProfile.MaxEmailLength, "an@example.com")
        .Text("address", BillingProfile.MaxAddressLength, "1 Le Loi, Ho Chi Minh City")
        .Value<BillingCountry>("country", "VN", "ISO 3166-1, two letters.")
        .Value<Currency>("currency", "VND", "It never changes once money has moved.")
        .Optional
        .Text("taxCode", TaxCode.MaxLength, "0101234567", "Required of companies.");
}

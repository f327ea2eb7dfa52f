using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Money;

namespace Billing.Functions.Tests.Accounts;

public sealed class PreferencesTests
{
    [Theory]
    [InlineData("VN", "VND", Language.Vi, "Asia/Ho_Chi_Minh", "VND")]
    [InlineData("JP", "JPY", Language.Ja, "Asia/Tokyo", "JPY")]
    [InlineData("DE", "EUR", Language.En, "UTC", "USD")]
    [InlineData("US", "USD", Language.En, "UTC", "USD")]
    public void The_billing_country_decides_what_nobody_chose(
        string country, string currency, Language language, string timeZone, string shown) => Assert.Equal(
            new Preferences(language, timeZone, Currency.Parse(shown)),
            Preferences.Default(SomeProfile.In(country, currency)));

    [Fact]
    public void Without_a_profile_no_currency_is_shown_beside() =>
        Assert.Equal(new Preferences(Language.En, "UTC", null), Preferences.Default(null));
}

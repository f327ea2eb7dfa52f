using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Money;

namespace Billing.Functions.Tests.Accounts;

public sealed class BillingProfileTests
{
    [Fact]
    public void The_currency_changes_while_it_is_not_locked()
    {
        Assert.True(SomeProfile.InVietnam().Become(SomeProfile.In("JP", "JPY")).IsAccepted(out var changed, out _));
        Assert.Equal(Currency.Jpy, changed.Currency);
        Assert.False(changed.IsCurrencyLocked);
    }

    [Fact]
    public void A_locked_currency_never_changes()
    {
        var outcome = SomeProfile.InVietnam(locked: true).Become(SomeProfile.In("US", "USD"));

        Assert.False(outcome.IsAccepted(out _, out var refusal));
        Assert.Equal(ProfileRefusal.CurrencyLocked, refusal);
    }

    [Fact]
    public void With_a_locked_currency_the_country_may_change_to_one_that_offers_it()
    {
        var american = SomeProfile.In("US", "USD") with { IsCurrencyLocked = true };

        Assert.True(american.Become(SomeProfile.In("DE", "USD")).IsAccepted(out var german, out _));
        Assert.True(german.IsCurrencyLocked);
        Assert.Empty(german.Faults(SomeProfile.Minimums));
        Assert.Equal(["currency:currency_not_offered"], Faults(SomeProfile.In("VN", "USD")));
    }

    [Fact]
    public void No_edit_opens_or_closes_the_lock()
    {
        Assert.True(
            SomeProfile.InVietnam(locked: true).Become(SomeProfile.InVietnam()).IsAccepted(out var stays, out _));
        Assert.True(
            SomeProfile.InVietnam().Become(SomeProfile.InVietnam(locked: true)).IsAccepted(out var open, out _));

        Assert.True(stays.IsCurrencyLocked);
        Assert.False(open.IsCurrencyLocked);
    }

    [Theory]
    [InlineData("VN", "VND", true)]
    [InlineData("VN", "USD", false)]
    [InlineData("JP", "JPY", true)]
    [InlineData("JP", "USD", false)]
    [InlineData("US", "USD", true)]
    [InlineData("US", "VND", false)]
    [InlineData("US", "GBP", false)]
    public void A_country_offers_its_currencies_alone(string country, string currency, bool isOffered) =>
        Assert.Equal(isOffered, Faults(SomeProfile.In(country, currency)).Length == 0);

    [Fact]
    public void A_company_gives_its_tax_code_and_a_person_need_not()
    {
        Assert.Equal(["taxCode:required"], Faults(SomeProfile.InVietnam() with { Type = BillingType.Company }));
        Assert.Empty(Faults(SomeProfile.InVietnam()));
        Assert.Equal(["taxCode:invalid"], Faults(SomeProfile.InVietnam() with { TaxCode = "x" }));
    }

    [Theory]
    [InlineData("an@example.vn", true)]
    [InlineData("a.b+c@mail.example.co.jp", true)]
    [InlineData("an", false)]
    [InlineData("an@", false)]
    [InlineData("@example.vn", false)]
    [InlineData("an@example", false)]
    [InlineData("an@example..vn", false)]
    [InlineData("an @example.vn", false)]
    [InlineData("an@ex@ample.vn", false)]
    public void An_e_mail_address_has_its_shape(string email, bool isRight) =>
        Assert.Equal(isRight, Faults(SomeProfile.InVietnam() with { Email = email }).Length == 0);

    [Fact]
    public void All_rules_that_are_broken_are_named_at_once() => Assert.Equal(
        ["email:invalid", "currency:currency_not_offered", "taxCode:required"],
        Faults(SomeProfile.In("JP", "USD") with { Email = "x", Type = BillingType.Company }));

    [Fact]
    public void A_rule_about_an_unreadable_field_is_left_out() => Assert.Empty(Faults(
        new BillingProfile(default, "", "", "", default, null, default)));

    private static string[] Faults(BillingProfile profile) =>
        [.. profile.Faults(SomeProfile.Minimums).Select(fault => $"{fault.Field}:{fault.Code}")];
}

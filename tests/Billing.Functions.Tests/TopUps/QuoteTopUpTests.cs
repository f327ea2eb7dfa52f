using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.TopUps;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.TopUps;

public sealed class QuoteTopUpTests(Azurite azurite)
{
    private const string Good =
        """{"amount":{"amount":"500000","currency":"VND"},"method":"vnpay","payCurrency":"VND"}""";

    [Fact]
    public async Task A_quote_is_kept_for_fifteen_minutes_and_a_repeat_is_the_same_quote()
    {
        var shop = await TopUpShop.Open(azurite);
        await shop.SaveProfile();
        var effect = EffectId.New(SomeTopUp.Now);

        Assert.Equal(201, Assert.IsType<ObjectResult>(await shop.Quote(Good, effect)).StatusCode);
        shop.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(201, Assert.IsType<ObjectResult>(await shop.Quote(Good, effect)).StatusCode);

        var kept = (await shop.Quotes.Find(shop.Account, TopUpId.Parse(effect), default))!;
        Assert.Equal(SomeTopUp.Quote() with { Id = kept.Id, Account = shop.Account }, kept);
        Assert.Equal(SomeTopUp.Now.AddMinutes(15), kept.ExpiresAt);
    }

    [Fact]
    public async Task Without_a_profile_there_is_no_quote()
    {
        var shop = await TopUpShop.Open(azurite);

        Assert.Equal("409 billing_profile_required", (await shop.Quote(Good)).Summary());
    }

    [Theory]
    [InlineData("499999", "VND", "vnpay", null, "amount:below_minimum")]
    [InlineData("500000.5", "VND", "vnpay", null, "amount:scale")]
    [InlineData("500000001", "VND", "vnpay", null, "amount:above_maximum")]
    [InlineData("25", "USD", "vnpay", null, "amount.currency:currency_mismatch")]
    [InlineData("500000", "VND", "stripe", null, "method:method_unavailable")]
    [InlineData("1", "VND", "paypal", "USD",
        "amount:below_minimum method:method_unavailable payCurrency:pay_currency_unavailable")]
    public async Task Each_broken_rule_is_named(
        string amount, string currency, string method, string? pay, string faults)
    {
        var shop = await TopUpShop.Open(azurite);
        await shop.SaveProfile();
        var body = $$"""{"amount":{"amount":"{{amount}}","currency":"{{currency}}"},"method":"{{method}}"{{
            (pay is null ? "" : $",\"payCurrency\":\"{pay}\"")}}}""";

        Assert.Equal(faults.Split(' '), (await shop.Quote(body)).Faults());
    }

    [Theory]
    [InlineData("{}", "amount:required method:required")]
    [InlineData("""{"amount":{"amount":500000,"currency":"XXX"},"method":7,"extra":1}""",
        "amount.amount:type amount.currency:invalid method:type extra:unknown_member")]
    [InlineData("""{"amount":{"amount":"1e9","currency":"VND"},"method":"vnpay"}""", "amount.amount:not_an_amount")]
    public async Task A_bad_body_names_all_its_faults(string body, string faults)
    {
        var shop = await TopUpShop.Open(azurite);

        Assert.Equal(faults.Split(' '), (await shop.Quote(body)).Faults());
    }
}

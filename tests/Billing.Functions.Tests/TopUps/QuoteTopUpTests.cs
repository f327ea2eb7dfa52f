using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Platform;
using Billing.TopUps;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.TopUps;

public sealed class QuoteTopUpTests(Azurite azurite)
{
    private const string Good =
        """{"amount":{"amount":"500000","currency":"VND"},"method":"vnpay","payCurrency":"VND"}""";

    private const string InDollars = """{"amount":{"amount":"500000","currency":"VND"},"method":"paypal"}""";

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
    [InlineData("500000", "VND", "vnpay", "USD", "payCurrency:pay_currency_unavailable")]
    [InlineData("1", "VND", "stripe", "USD", "amount:below_minimum method:method_unavailable")]
    [InlineData("1", "VND", "paypal", "EUR", "amount:below_minimum payCurrency:pay_currency_unavailable")]
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
    [InlineData("""{"amount":{"amount":"500000","currency":"VND"},"method":"paypal","payCurrency":"usd"}""",
        "payCurrency:invalid")]
    [InlineData("""{"amount":{"amount":"1e9","currency":"VND"},"method":"vnpay"}""", "amount.amount:not_an_amount")]
    public async Task A_bad_body_names_all_its_faults(string body, string faults)
    {
        var shop = await TopUpShop.Open(azurite);

        Assert.Equal(faults.Split(' '), (await shop.Quote(body)).Faults());
    }

    [Fact]
    public async Task Paying_in_dollars_is_quoted_at_the_rate_with_everything_that_makes_it()
    {
        var shop = await TopUpShop.Open(azurite);
        await shop.SaveProfile();
        await shop.Rates.Take(SomeRates.Rate(), null, default);

        var answer = Assert.IsType<ObjectResult>(await shop.Quote(InDollars));

        Assert.Equal(201, answer.StatusCode);
        var quote = JsonSerializer.SerializeToElement(answer.Value, Billing.Platform.Json.Options);
        Assert.Equal("""{"amount":"20.4","currency":"USD"}""", quote.GetProperty("total").GetRawText());
        Assert.Equal("""{"amount":"500000","currency":"VND"}""", quote.GetProperty("amount").GetRawText());
        Assert.Equal(
            """{"base":"USD","quoted":"VND","rate":"25000","source":"central bank","takenAt":"2026-11-22T04:00:00Z","""
            + "\"spread\":\"0.02\",\"expiresAt\":\"2026-11-22T05:15:00Z\"}",
            quote.GetProperty("exchange").GetRawText());
        var kept = await shop.Quotes.Find(
            shop.Account, TopUpId.Parse(quote.GetProperty("quoteId").GetString()!), default);
        Assert.Equal(SomeTopUp.Exchange(), kept!.Exchange);
    }

    [Fact]
    public async Task Without_a_fresh_rate_nothing_is_exchanged()
    {
        var shop = await TopUpShop.Open(azurite);
        await shop.SaveProfile("JP", "JPY");
        await shop.Rates.Take(SomeRates.Rate("156.25", "USD/JPY", hoursOld: 25), null, default);

        Assert.Equal("409 rate_unavailable", (await shop.Quote(
            """{"amount":{"amount":"3000","currency":"JPY"},"method":"paypal"}""")).Summary());
    }

    [Fact]
    public async Task A_repeated_request_is_the_same_quote_although_the_rate_has_changed()
    {
        var shop = await TopUpShop.Open(azurite);
        await shop.SaveProfile();
        var effect = EffectId.New(SomeTopUp.Now);
        await shop.Rates.Take(SomeRates.Rate(), null, default);
        var first = Assert.IsType<ObjectResult>(await shop.Quote(InDollars, effect)).Value;
        shop.Clock.Advance(TimeSpan.FromMinutes(1));

        var dearer = new ExchangeQuote(
            Currency.Usd, Currency.Vnd, ExchangeRate.Parse("20000"), "central bank", SomeTopUp.Now, 200,
            SomeTopUp.Now.AddMinutes(16));
        var order = new TopUpOrder(TopUpId.Parse(effect), shop.Account, SomeTopUp.Paid, PayMethod.PayPal);
        Assert.True(TopUpQuote.Of(order, dearer, "2026-11", shop.Clock.GetUtcNow()).IsAccepted(out var other, out _));
        var kept = await shop.Quotes.Add(other, default);
        var again = Assert.IsType<ObjectResult>(await shop.Quote(InDollars, effect)).Value;

        Assert.Equal("20.4 USD", kept.Total.ToString());
        Assert.Equal(Text(first), Text(again));
    }

    private static string Text(object? answer) => JsonSerializer.Serialize(answer, Billing.Platform.Json.Options);
}

using Billing.Functions.Tests.Support;
using Billing.Plans;

namespace Billing.Functions.Tests.Plans;

public sealed class ChangePlanTests(Azurite azurite)
{
    private static readonly string More = SomePlanBody.With(SomePlanBody.Postpaid, "amount.amount", "\"200\"");

    [Theory]
    [InlineData("now", OfferKind.ChangeNow)]
    [InlineData("periodEnd", OfferKind.ChangeAtEnd)]
    public async Task Sales_offers_other_terms_that_the_customer_confirms(string effective, OfferKind kind)
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Running();

        var sent = await shop.Change(plan, shop.Sales($$"""{"terms":{{More}},"effective":"{{effective}}"}"""));

        var offer = (await shop.Stored(plan)).Offer!;
        Assert.Equal("-", PlanShop.Summary(sent));
        Assert.Equal((2, kind), (offer.Version, offer.Kind));
        Assert.Equal("-", PlanShop.Summary(await shop.Confirm(plan, version: 2)));
        Assert.Equal(kind == OfferKind.ChangeNow ? 200 : 100, (await shop.Stored(plan)).Terms.Total.ToMinor() / 100);
    }

    [Fact]
    public async Task A_customers_wish_changes_nothing()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Running();

        await shop.Change(plan, shop.Customer("""{"text":"More, please"}"""));
        await shop.Change(
            plan, shop.Customer("""{"text":"Double","amount":{"amount":"200","currency":"USD"}}"""));

        var stored = await shop.Stored(plan);
        Assert.Null(stored.Offer);
        Assert.Equal(["More, please", "Double (amount: 200 USD)"], stored.Wishes.Select(wish => wish.Text));
    }

    [Theory]
    [InlineData("200", 200)]
    [InlineData("1000.01", null)]
    [InlineData("100", null)]
    [InlineData("50", null)]
    public async Task Where_policy_allows_it_more_at_the_same_price_is_offered_at_once(string amount, int? offered)
    {
        var shop = await PlanShop.Open(azurite, SomePlanBody.Rules with { AutoApprovesChanges = true });
        var plan = await shop.Running();

        await shop.Change(
            plan, shop.Customer($$$"""{"text":"More","amount":{"amount":"{{{amount}}}","currency":"USD"}}"""));

        var stored = await shop.Stored(plan);
        Assert.Equal(offered * 100L, stored.Offer?.Terms.Total.ToMinor());
        Assert.Equal(offered is null ? 1 : 0, stored.Wishes.Length);
    }

    [Theory]
    [InlineData("""{}""", "text:required")]
    [InlineData("""{"text":"x","terms":{}}""", "terms:unknown_member")]
    [InlineData("""{"text":"x","amount":{"amount":"1","currency":"JPY"}}""", "amount.currency:currency_differs")]
    [InlineData("""{"text":"x","amount":{"amount":"0","currency":"USD"}}""", "amount.amount:not_positive")]
    [InlineData("""{"text":"x","amount":{"amount":"0.001","currency":"USD"}}""", "amount.amount:scale")]
    public async Task A_wish_is_words_and_perhaps_an_amount(string json, string fault)
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Running();

        Assert.Equal([fault], (await shop.Change(plan, shop.Customer(json))).Faults());
    }
}

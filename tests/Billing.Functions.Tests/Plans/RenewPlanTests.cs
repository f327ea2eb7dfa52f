using Billing.Functions.Tests.Support;
using Billing.Plans;

namespace Billing.Functions.Tests.Plans;

public sealed class RenewPlanTests(Azurite azurite)
{
    [Fact]
    public async Task Sales_offers_another_term_on_the_same_terms_or_on_others()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Running();

        await shop.Renew(plan, shop.Sales());
        Assert.True(PlanJson.AreSame((await shop.Stored(plan)).Terms, (await shop.Stored(plan)).Offer!.Terms));

        var less = SomePlanBody.With(SomePlanBody.Postpaid, "amount.amount", "\"50\"");
        await shop.Renew(plan, shop.Sales($$"""{"terms":{{less}}}"""));
        Assert.Equal((3, "50"), (
            (await shop.Stored(plan)).Offer!.Version, (await shop.Stored(plan)).Offer!.Terms.Total.ToDecimalString()));
        await shop.Confirm(plan, version: 3);
        Assert.NotNull((await shop.Stored(plan)).Next);
    }

    [Fact]
    public async Task The_customer_says_whether_a_renewal_is_wanted()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Running();

        var unwanted = PlanShop.Json(await shop.Renew(plan, shop.Customer("""{"wanted":false}""")));
        Assert.False(unwanted["renewalWanted"]!.GetValue<bool>());

        await shop.Renew(plan, shop.Customer("""{"wanted":true}"""));
        Assert.Equal("renewal", Assert.Single((await shop.Stored(plan)).Wishes).Text);
    }

    [Fact]
    public async Task Each_says_what_is_theirs_to_say()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Running();

        Assert.Equal(["wanted:required"], (await shop.Renew(plan, shop.Customer())).Faults());
        Assert.Equal(
            ["wanted:unknown_member"], (await shop.Renew(plan, shop.Sales("""{"wanted":true}"""))).Faults());
    }
}

using Billing.Functions.Tests.Support;
using Billing.Platform;
using Microsoft.AspNetCore.Http;

namespace Billing.Functions.Tests.Plans;

public sealed class GetPlansTests(Azurite azurite)
{
    [Fact]
    public async Task Pages_put_together_are_all_plans_newest_first()
    {
        var shop = await PlanShop.Open(azurite);
        var drafted = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            drafted.Insert(0, await shop.Sent());
            shop.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var (listed, cursor) = (new List<string>(), "");
        do
        {
            var page = await shop.List(Query(shop, $"?limit=2&cursor={cursor}"));
            listed.AddRange(page["items"]!.AsArray().Select(item => item!["planId"]!.GetValue<string>()));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal(drafted, listed);
    }

    [Fact]
    public async Task A_customer_sees_no_drafts_and_anybody_may_filter()
    {
        var shop = await PlanShop.Open(azurite);
        await shop.Draft();
        var sent = await shop.Sent();

        Assert.Equal(2, Count(await shop.List(Query(shop, "", isSales: true))));
        Assert.Equal(1, Count(await shop.List(Query(shop, ""))));
        Assert.Equal(0, Count(await shop.List(Query(shop, "?status=draft"))));
        var found = await shop.List(Query(shop, "?status=sent", isSales: true));
        Assert.Equal(sent, Assert.Single(found["items"]!.AsArray())!["planId"]!.GetValue<string>());
    }

    private static int Count(System.Text.Json.Nodes.JsonNode page) => page["items"]!.AsArray().Count;

    private static HttpRequest Query(PlanShop shop, string query, bool isSales = false)
    {
        var request = SomeRequest.Query(query);
        request.HttpContext.SetCaller(
            isSales ? new("sally", [Role.Sales]) : new("carl", [Role.Customer], shop.Account));
        return request;
    }
}

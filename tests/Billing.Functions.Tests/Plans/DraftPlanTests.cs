using Billing.Functions.Tests.Support;
using Billing.Plans;
using Billing.Plans.Requests;
using Billing.Platform;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.Plans;

public sealed class DraftPlanTests(Azurite azurite)
{
    [Fact]
    public async Task A_draft_is_kept_whole_and_seen_by_sales_alone()
    {
        var shop = await PlanShop.Open(azurite);

        var answer = Assert.IsType<ObjectResult>(await shop.Draft(SomePlanBody.Full));

        var plan = PlanShop.Json(answer)["planId"]!.GetValue<string>();
        var stored = await shop.Stored(plan);
        Assert.Equal(201, answer.StatusCode);
        Assert.Equal((PlanStatus.Draft, 1, "sally"), (stored.Status, stored.Version, stored.CreatedBy));
        Assert.Equal("404 not_found", PlanShop.Summary(await shop.Get(plan)));
        Assert.Equal("draft", PlanShop.Json(await shop.Get(plan, shop.Sales()))["status"]!.GetValue<string>());
        Assert.Empty(shop.Lifecycles.Told);
    }

    [Fact]
    public async Task The_same_request_again_is_the_same_draft()
    {
        var shop = await PlanShop.Open(azurite);
        var effect = EffectId.New(SomePlan.Start);

        var first = PlanShop.Json(await shop.Draft(effect: effect))["planId"]!.GetValue<string>();
        var second = PlanShop.Json(await shop.Draft(effect: effect))["planId"]!.GetValue<string>();

        Assert.Equal(first, second);
        Assert.Single((await shop.List(shop.Sales()))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_plan_that_answers_a_request_marks_it_as_offered_once_it_is_sent()
    {
        var shop = await PlanShop.Open(azurite);
        var asked = await shop.Asked();
        var body = $$"""{"terms":{{SomePlanBody.Least}},"requestId":"{{asked.Id}}"}""";

        var plan = PlanShop.Json(await shop.Draft(shop.Sales(body)))["planId"]!.GetValue<string>();
        Assert.Empty((await shop.Requests.Find(asked.Id, default))!.Plans);
        await shop.Send(plan);
        await shop.Send(plan);

        var offered = (await shop.Requests.Find(asked.Id, default))!;
        Assert.Equal((PlanRequestStatus.Offered, plan), (offered.Status, Assert.Single(offered.Plans).Value));
    }

    [Fact]
    public async Task A_request_of_another_account_is_none()
    {
        var (shop, other) = (await PlanShop.Open(azurite), await PlanShop.Open(azurite));
        var asked = await other.Asked();
        var body = $$"""{"terms":{{SomePlanBody.Least}},"requestId":"{{asked.Id}}"}""";

        Assert.Equal(["requestId:not_found"], (await shop.Draft(shop.Sales(body))).Faults());
    }

    [Fact]
    public async Task Without_a_billing_profile_there_is_no_plan()
    {
        var shop = await PlanShop.Open(azurite, hasProfile: false);

        Assert.Equal("409 billing_profile_required", PlanShop.Summary(await shop.Draft()));
    }

    [Fact]
    public async Task All_money_is_in_the_currency_of_the_profile()
    {
        var shop = await PlanShop.Open(azurite);
        var yen = SomePlanBody.With(SomePlanBody.Least, "amount.currency", "\"JPY\"");

        Assert.Equal(["terms.amount.currency:currency_differs"], (await shop.Draft(yen)).Faults());
    }
}

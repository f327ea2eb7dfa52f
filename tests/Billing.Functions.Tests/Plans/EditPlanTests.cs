using Billing.Functions.Tests.Support;
using Billing.Plans;

namespace Billing.Functions.Tests.Plans;

public sealed class EditPlanTests(Azurite azurite)
{
    private static readonly string Dearer =
        SomePlanBody.With(SomePlanBody.Least, "payment.price.amount", "\"90\"");

    [Fact]
    public async Task An_edit_voids_the_offer_and_the_confirmation()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Sent();
        await shop.Confirm(plan);

        var edited = PlanShop.Json(await shop.Edit(plan, Dearer, "\"1\""));

        Assert.Equal(("draft", 2), (edited["status"]!.GetValue<string>(), edited["version"]!.GetValue<int>()));
        Assert.Empty((await shop.Stored(plan)).Confirmations);
        Assert.Equal("404 not_found", PlanShop.Summary(await shop.Confirm(plan)));
        await shop.Send(plan);
        Assert.Equal("409 offer_changed", PlanShop.Summary(await shop.Confirm(plan)));
        Assert.Equal("-", PlanShop.Summary(await shop.Confirm(plan, version: 2)));
    }

    [Fact]
    public async Task Of_two_edits_of_one_version_the_second_is_refused_and_the_first_again_is_the_same()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Sent();

        Assert.Equal("-", PlanShop.Summary(await shop.Edit(plan, Dearer, "\"1\"")));
        Assert.Equal("412 changed_meanwhile", PlanShop.Summary(await shop.Edit(plan, SomePlanBody.Full, "\"1\"")));
        Assert.Equal("412 changed_meanwhile", PlanShop.Summary(await shop.Edit(plan, SomePlanBody.Full, "W/\"x\"")));
        Assert.Equal("-", PlanShop.Summary(await shop.Edit(plan, Dearer, "\"1\"")));

        Assert.Equal(2, (await shop.Stored(plan)).Version);
    }

    [Fact]
    public async Task Writing_the_same_terms_is_no_edit()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Sent();

        await shop.Edit(plan, SomePlanBody.Least);

        Assert.Equal(PlanStatus.Sent, (await shop.Stored(plan)).Status);
    }

    [Fact]
    public async Task A_plan_that_runs_is_changed_not_edited()
    {
        var shop = await PlanShop.Open(azurite);

        Assert.Equal("409 wrong_state", PlanShop.Summary(await shop.Edit(await shop.Running(), Dearer)));
    }
}

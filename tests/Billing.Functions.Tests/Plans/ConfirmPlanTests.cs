using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Plans;

namespace Billing.Functions.Tests.Plans;

public sealed class ConfirmPlanTests(Azurite azurite)
{
    [Fact]
    public async Task A_yes_is_recorded_and_locks_the_currency_and_the_first_instalment_is_asked_for()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Sent();

        var confirmed = PlanShop.Json(await shop.Confirm(plan));

        Assert.Equal("awaitingPayment", confirmed["status"]!.GetValue<string>());
        Assert.Equal("carl", Assert.Single(confirmed["confirmations"]!.AsArray())!["by"]!.GetValue<string>());
        var asked = Assert.Single(confirmed["instalments"]!.AsArray())!;
        Assert.Equal("80", asked["amount"]!["amount"]!.GetValue<string>());
        Assert.True((await shop.Profiles.Find(shop.Account, default))!.Profile.IsCurrencyLocked);
    }

    [Fact]
    public async Task Eight_confirmations_at_once_are_one_cover()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Sent(SomePlanBody.Postpaid);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.Confirm(plan)));

        Assert.All(answers, answer => Assert.Equal("-", PlanShop.Summary(answer)));
        Assert.Single((await shop.Stored(plan)).Confirmations);
        var cover = Assert.Single((await shop.Ledger.Load(shop.Account, default)).State.Covers);
        Assert.Equal(new LotId($"plan:{plan}:1"), cover.Id);
    }

    [Fact]
    public async Task A_profile_that_changed_its_currency_meanwhile_confirms_nothing()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Sent();
        await shop.Profiles.Change(shop.Account, SomeVoucher.Profile("JP", "JPY"), null, default);

        Assert.Equal("409 currency_differs", PlanShop.Summary(await shop.Confirm(plan)));
        Assert.Equal(PlanStatus.Sent, (await shop.Stored(plan)).Status);
    }

    [Fact]
    public async Task Nothing_is_confirmed_unseen_without_consent_or_too_late()
    {
        var shop = await PlanShop.Open(azurite);
        var plan = await shop.Sent();

        Assert.Equal("409 offer_changed", PlanShop.Summary(await shop.Confirm(plan, version: 2)));
        Assert.Equal(["acceptTerms:consent_required"], (await shop.Confirm(plan, accepts: false)).Faults());
        shop.Clock.Advance(TimeSpan.FromDays(14));
        Assert.Equal("409 nothing_offered", PlanShop.Summary(await shop.Confirm(plan)));
        Assert.Equal(PlanStatus.OfferExpired, (await shop.Stored(plan)).Status);
        Assert.False((await shop.Ledger.Load(shop.Account, default)).State.IsOpen);
    }
}

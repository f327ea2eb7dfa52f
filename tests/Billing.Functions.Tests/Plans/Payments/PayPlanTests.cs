using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Plans;
using Billing.TopUps;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.Plans.Payments;

public sealed class PayPlanTests(Azurite azurite)
{
    private const string Effect = "01KAN0000000000000000000E1";

    [Theory]
    [InlineData(TopUpShop.Price, "201", 0)]
    [InlineData(TopUpShop.Price + 1, "201", 1)]
    [InlineData(TopUpShop.Price - 1, "402 insufficient_credit", TopUpShop.Price - 1)]
    public async Task The_balance_pays_if_it_is_enough_and_is_left_alone_if_one_dong_is_missing(
        long has, string expected, long left)
    {
        var shop = await TopUpShop.Open(azurite);
        var plan = await shop.Confirmed();
        await shop.Fund(has);

        var answer = await shop.Pay(plan, "balance");

        Assert.Equal(expected, Say(answer));
        Assert.Equal(left, await shop.Credit());
        var isPaid = expected == "201";
        Assert.Equal(isPaid ? PlanStatus.Active : PlanStatus.AwaitingPayment, (await shop.Stored(plan)).Status);
        Assert.Equal(isPaid ? 1 : 0, (await shop.State()).Covers.Length);
    }

    [Fact]
    public async Task Paying_from_the_balance_again_is_the_same_payment()
    {
        var shop = await TopUpShop.Open(azurite);
        var plan = await shop.Confirmed();
        await shop.Fund(TopUpShop.Price * 3);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shop.Pay(plan, "balance")));
        var again = await shop.Pay(plan, "balance");

        Assert.Equal("201", Say(again));
        Assert.Equal(TopUpShop.Price * 2, await shop.Credit());
        Assert.Equal("409 paid_already", (await shop.Pay(plan, "vnpay")).Summary());
    }

    [Fact]
    public async Task An_open_payment_is_given_again_and_a_spent_one_is_followed_by_another()
    {
        var shop = await TopUpShop.Open(azurite);
        var plan = await shop.Confirmed();

        var first = Body(await shop.Pay(plan, "vnpay", effect: Effect));
        var again = Body(await shop.Pay(plan, "vnpay"));
        shop.Clock.Advance(TimeSpan.FromMinutes(16));
        var later = Body(await shop.Pay(plan, "vnpay"));

        Assert.Equal(Effect, first.GetProperty("topUpId").GetString());
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.NotEqual(Effect, later.GetProperty("topUpId").GetString());
        Assert.Equal(plan.Id.Value, later.GetProperty("plan").GetString());
        var stored = await shop.Stored(TopUpId.Parse(Effect));
        Assert.Equal((1, "GPU monthly", TopUpShop.Price), (
            stored.For!.Instalment, stored.For.Name, stored.Total.ToMinor()));
    }

    [Fact]
    public async Task Requests_at_once_are_one_payment()
    {
        var shop = await TopUpShop.Open(azurite);
        var plan = await shop.Confirmed();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => shop.Pay(plan, "vnpay")));

        Assert.Single(answers.Select(it => Body(it).GetProperty("topUpId").GetString()).Distinct());
    }

    [Theory]
    [InlineData("""{"instalment":2,"method":"balance"}""", "404 not_found")]
    [InlineData("""{"instalment":0,"method":"balance"}""", "422 invalid", "instalment:out_of_range")]
    [InlineData("""{"instalment":1}""", "422 invalid",
        "method:required", "acceptTerms:required", "termsVersion:required")]
    [InlineData("""{"instalment":1,"method":"vnpay"}""", "422 invalid",
        "acceptTerms:required", "termsVersion:required")]
    [InlineData("""{"instalment":1,"method":"nothing","acceptTerms":true,"termsVersion":"2026-11"}""", "422 invalid",
        "method:method_unavailable")]
    [InlineData("""{"instalment":1,"method":"vnpay","acceptTerms":false,"termsVersion":"2026-11"}""", "422 invalid",
        "acceptTerms:consent_required")]
    [InlineData("""{"instalment":1,"method":"vnpay","acceptTerms":true,"termsVersion":"1999"}""", "422 invalid",
        "termsVersion:terms_outdated")]
    public async Task What_is_wrong_with_a_request_is_named(string body, string expected, params string[] faults)
    {
        var shop = await TopUpShop.Open(azurite);
        var plan = await shop.Confirmed();

        var answer = await shop.Pay(plan.Id.Value, body);

        Assert.Equal(expected, answer.Summary());
        Assert.Equal(faults, answer.Faults());
    }

    [Fact]
    public async Task A_way_that_the_terms_do_not_name_and_an_amount_beyond_a_gateway_are_refused()
    {
        var shop = await TopUpShop.Open(azurite);
        var terms = TopUpShop.PlanTerms();
        var byTransfer = await shop.Confirmed(
            terms with { Payment = terms.Payment with { Ways = PaymentWays.BankTransfer } });
        var dear = await shop.Confirmed(TopUpShop.PlanTerms(price: 600_000_000));
        var cheap = await shop.Confirmed(TopUpShop.PlanTerms(price: 4_999));

        Assert.Equal(["method:way_not_allowed"], (await shop.Pay(byTransfer, "vnpay")).Faults());
        Assert.Equal(["method:way_not_allowed"], (await shop.Pay(byTransfer, "balance")).Faults());
        Assert.Equal(["instalment:above_maximum"], (await shop.Pay(dear, "vnpay")).Faults());
        Assert.Equal(["instalment:below_minimum"], (await shop.Pay(cheap, "vnpay")).Faults());
    }

    [Fact]
    public async Task Nobody_pays_a_draft_or_a_plan_of_another_account()
    {
        var (shop, other) = (await TopUpShop.Open(azurite), await TopUpShop.Open(azurite));
        var plan = await other.Confirmed();
        var draft = plan with { Id = PlanId.Parse(Effect), Account = shop.Account, Confirmations = [], Offer = null };
        await shop.SaveProfile();
        await shop.PlanDesk.Add(draft, default);

        Assert.Equal("404 not_found", (await shop.Pay(plan, "balance")).Summary());
        Assert.Equal("404 not_found", (await shop.Pay(draft, "balance")).Summary());
        Assert.Equal("404 not_found", (await shop.Pay("no-plan", "{}")).Summary());
    }

    private static string Say(IActionResult answer) =>
        answer is ObjectResult { StatusCode: 201 } ? "201" : answer.Summary();

    private static JsonElement Body(IActionResult answer) =>
        JsonSerializer.SerializeToElement(
            Assert.IsType<ObjectResult>(answer).Value, Billing.Platform.Json.Options);
}

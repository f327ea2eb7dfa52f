using System.Text.Json;
using Billing.ExchangeRates;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Plans.Payments;
using Billing.Platform;
using Billing.TopUps;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.Support;

/// <summary>Plans of the shop's customer, in dong, and how they are paid.</summary>
public sealed partial class TopUpShop
{
    /// <summary>The price of <see cref="PlanTerms"/>, which every gateway of the tests is told to take.</summary>
    public const long Price = 500_000;

    public PlanTable Plans => new(Ledger);

    public PlanDesk PlanDesk => new(
        Writer, Plans, new PlanDueTable(tables.GetTableClient(Azurite.Own(PlanDueTable.Name))), clock);

    /// <summary>A month of 600,000 dong for 500,000.</summary>
    public static PlanTerms PlanTerms(PaymentStructure structure = PaymentStructure.AllUpfront, long price = Price)
    {
        var terms = SomePlan.Terms(structure);
        return terms with
        {
            Cover = terms.Cover with { Total = Dong(600_000) },
            Payment = terms.Payment with
            {
                Price = Dong(price),
                Schedule = structure == PaymentStructure.PartialUpfront
                    ? [new(Dong(Price), 0), new(Dong(Price), 15)]
                    : [],
            },
        };
    }

    /// <summary>A plan that waits for its first payment.</summary>
    public async Task<Plan> Confirmed(PlanTerms? terms = null)
    {
        await SaveProfile();
        var now = clock.GetUtcNow();
        var draft = new Plan(
            PlanId.Parse(EffectId.New(now)), Account, "Asia/Ho_Chi_Minh", terms ?? PlanTerms(), now, "sally");
        await PlanDesk.Add(draft, default);
        await Apply(draft, new PlanFact.Offered(OfferKind.Plan, null, now.AddDays(14), "sally"));
        return await Apply(draft, new PlanFact.Confirmed(1, "cora"));
    }

    public async Task<Plan> Apply(Plan plan, PlanFact fact)
    {
        var outcome = await PlanDesk.Apply(Account, plan.Id, fact, default);
        Assert.True(outcome!.Value.IsAccepted(out var after, out var refusal), refusal.ToString());
        return after;
    }

    public async Task<Plan> Stored(Plan plan) => (await Plans.Find(Account, plan.Id, default))!.Plan;

    /// <summary>A payment of an instalment that waits for its customer at the fake gateway.</summary>
    public async Task<TopUp> Paying(Plan plan, int instalment = 1)
    {
        await SaveProfile();
        var (id, now) = (TopUpId.Parse(EffectId.New(clock.GetUtcNow())), clock.GetUtcNow());
        var made = SomeTopUp.TopUp(TopUpStatus.Created, Account.Value) with
        {
            Id = id, Method = PayMethod.Stripe, StartedAt = now, PayBefore = now.AddMinutes(15),
            GiveUpAt = now.AddDays(3), For = new(plan.Id, instalment, plan.Terms.Name),
        };
        await new TopUpOpening(Profiles, References, Polls, Desk, Gateways).Open(made, default, default);
        return await Stored(id);
    }

    /// <summary>Credit of that much, by a top-up.</summary>
    public async Task Fund(long dong)
    {
        await SaveProfile();
        var now = clock.GetUtcNow();
        var made = SomeTopUp.TopUp(TopUpStatus.Created, Account.Value) with
        {
            Id = TopUpId.Parse(EffectId.New(now)), Method = PayMethod.Stripe, StartedAt = now, Amount = Dong(dong),
            Total = Dong(dong), PayBefore = now.AddMinutes(15), GiveUpAt = now.AddDays(3),
        };
        await new TopUpOpening(Profiles, References, Polls, Desk, Gateways).Open(made, default, default);
        await RefundStory.Settle(this, made, FakeGateway.Paid(made.Total, $"capture-{made.Id}"));
    }

    /// <summary>The request of a customer who pays an instalment.</summary>
    public Task<IActionResult> Pay(Plan plan, string method, int instalment = 1, string? effect = null) => Pay(
        plan.Id.Value,
        JsonSerializer.Serialize(new { instalment, method, acceptTerms = true, termsVersion = "2026-11" }), effect);

    public async Task<IActionResult> Pay(string plan, string body, string? effect = null)
    {
        var request = SomeRequest.Json(body);
        request.HttpContext.SetEffectId(effect ?? EffectId.New(clock.GetUtcNow()));
        var opening = new PlanPaymentOpening(
            SomeTopUp.Rules, Profiles, new ExchangeDesk(Rates, SomeRates.Terms), new(tables), TopUps,
            new(Profiles, References, Polls, Desk, Gateways), Gateways, clock);
        return await new PayPlan(Plans, PlanDesk, opening, NoAccounts).Run(request, Account.Value, plan, default);
    }

    public async Task<AccountState> State() => (await Ledger.Load(Account, default)).State;

    private static Amount Dong(long dong) => Amount.OfMinor(dong, Currency.Vnd);
}

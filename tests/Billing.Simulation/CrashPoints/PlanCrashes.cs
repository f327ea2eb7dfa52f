using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Plans.Payments;
using Billing.Simulation.World;
using Billing.TopUps;

namespace Billing.Simulation.CrashPoints;

/// <summary>A plan of one account from its confirmation to its end, and how it is paid.</summary>
internal static class PlanCrashes
{
    private static readonly string Owner = CrashScene.First.Value;
    private static readonly PlanId Id = PlanId.Parse("01KAN0000000000000000000P1");

    public static IReadOnlyList<CrashOperation> All { get; } =
    [
        new("confirm-plan", Offered, Confirm),
        new("pay-plan", Paid, Hear),
        new("pay-plan-from-balance", Funded, PayFromBalance),
        new("pause", Active, scene => Apply(scene, new PlanFact.Paused("cora"))),
        new("resume", Paused, Resume),
        new("expire", Ended, Expire),
    ];

    private static void Offered(CrashScene scene)
    {
        scene.Customers();
        var now = scene.Now;
        var draft = new Plan(Id, CrashScene.First, "Asia/Ho_Chi_Minh", Terms(), now, "sally");
        scene.Persist("draft", worker => worker.Service<PlanDesk>().Add(draft, default));
        Apply(scene, new PlanFact.Offered(OfferKind.Plan, null, now.AddDays(14), "sally"));
    }

    private static void Confirm(CrashScene scene) => Apply(scene, new PlanFact.Confirmed(1, "cora"));

    /// <summary>The customer paid at the gateway, of which nobody heard yet.</summary>
    private static void Paid(CrashScene scene)
    {
        Offered(scene);
        Confirm(scene);
        scene.Paid(scene.Begun(part: new(Id, 1, "Plan")));
    }

    private static void Hear(CrashScene scene)
    {
        var payment = scene.World.Gateway.Payments.Single();
        for (var times = 0; times < 2; times++)
            scene.Persist("settle", worker => worker.Service<TopUpDesk>()
                .Settle(payment.TopUp, payment.State, ResultSource.Notice, default));
    }

    private static void Funded(CrashScene scene)
    {
        scene.Customers();
        scene.Fund();
        Offered(scene);
        Confirm(scene);
    }

    private static void PayFromBalance(CrashScene scene) => scene.Ask(new(
        nameof(PayPlan), "POST", $"/api/v1/accounts/{Owner}/plans/{Id}/payments",
        """{"instalment":1,"method":"balance"}""", "pay-1", CrashScene.First,
        (worker, request) => worker.Function<PayPlan>().Run(request, Owner, Id.Value, default)));

    private static void Active(CrashScene scene)
    {
        Paid(scene);
        Hear(scene);
    }

    private static void Paused(CrashScene scene)
    {
        Active(scene);
        Apply(scene, new PlanFact.Paused("cora"));
    }

    /// <summary>What is due once it goes on is done in every run, be it asked for once or twice.</summary>
    private static void Resume(CrashScene scene)
    {
        Apply(scene, new PlanFact.Resumed("cora"));
        scene.Pass(TimeSpan.FromMinutes(10));
        Expire(scene);
    }

    private static void Ended(CrashScene scene)
    {
        Active(scene);
        scene.Pass(TimeSpan.FromDays(2) + Expiry.Grace);
    }

    private static void Expire(CrashScene scene) =>
        scene.Persist("advance", worker => worker.Service<PlanDesk>().Advance(CrashScene.First, Id, default));

    /// <summary>Whoever did it does it again until it is true.</summary>
    private static void Apply(CrashScene scene, PlanFact fact) => scene.Persist(
        fact.GetType().Name, worker => worker.Service<PlanDesk>().Apply(CrashScene.First, Id, fact, default));

    private static PlanTerms Terms()
    {
        var price = Amount.Parse("500000", Currency.Vnd);
        var cover = new CoverTerms(
            new(IsComprehensive: true, []), SimWorld.Begin, null, price, [], IsSharedCeiling: false, Prices: []);
        var payment = new PlanPayment(
            PaymentStructure.AllUpfront, PaymentWays.Online | PaymentWays.Balance, price, [], InvoiceCycle.Month,
            DueDays: 7, SuspendAfterDays: 7, IsAutomatic: false);
        return new(
            "Plan", cover, new(DurationUnit.Day, 1), payment, new(RenewalKind.None, 0), new(10, ExtendsTerm: true),
            StartsAt: null, RollsOver: false);
    }
}

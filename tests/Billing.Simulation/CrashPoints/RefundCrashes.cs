using System.Text;
using Billing.Money;
using Billing.Simulation.World;
using Billing.TopUps;
using Billing.TopUps.Gateways;
using Billing.TopUps.Inbox;

namespace Billing.Simulation.CrashPoints;

/// <summary>Money that goes back, and payments that a person decides.</summary>
internal static class RefundCrashes
{
    public static readonly Amount Part = Amount.Parse("200000", Currency.Vnd);

    public static IReadOnlyList<CrashOperation> All { get; } =
    [
        new("order-refund", Funded, Order),
        new("hear-refund", Funded, scene => Hear(scene, new PaymentResult.Refunded("r1", Part))),
        new("lose-dispute", Disputed, scene => Hear(scene, Dispute(scene, DisputePhase.Lost))),
        new("win-dispute", Disputed, scene => Hear(scene, Dispute(scene, DisputePhase.Won))),
        new("refund-before-paid", RefundedFirst, scene => Hear(scene, scene.World.Gateway.Payments.Single().State)),
        new("decide-payment", InDoubt, Decide),
    ];

    private static void Funded(CrashScene scene)
    {
        scene.Customers();
        scene.Fund();
    }

    /// <summary>Some of the credit was used before.</summary>
    private static void Disputed(CrashScene scene)
    {
        Funded(scene);
        scene.Report(scene.Event("e1", "120"));
        Hear(scene, Dispute(scene, DisputePhase.Opened));
    }

    private static void RefundedFirst(CrashScene scene)
    {
        scene.Customers();
        scene.Paid(scene.Begun());
        Hear(scene, new PaymentResult.Refunded("r1", Part));
    }

    private static void InDoubt(CrashScene scene)
    {
        scene.Customers();
        scene.Paid(scene.Begun());
        Hear(scene, new PaymentResult.Doubtful("07/07"));
    }

    /// <summary>One order, which whoever gave it gives again until it is taken.</summary>
    private static void Order(CrashScene scene)
    {
        var order = new RefundOrder(scene.World.NewId(scene.World.Dice), Part, "asked for", "fiona", scene.Now);
        scene.Persist("refund", async worker =>
        {
            var stored = await worker.Service<TopUpFinder>().Find(PayMethod.VnPay, TopUpOf(scene).Id, default);
            var ordered = await worker.Service<RefundDesk>().Order(stored!, order, default);
            Assert.True(ordered.IsAccepted(out _, out _));
        });
    }

    /// <summary>The gateway sends a notice until it is taken, and once more.</summary>
    public static void Hear(CrashScene scene, PaymentResult result)
    {
        var payment = scene.World.Gateway.Payments.Single();
        var topUp = payment.TopUp;
        if (result is PaymentResult.Refunded refund) payment.Refunded = refund.Amount;
        if (result is PaymentResult.Disputed dispute) payment.Dispute = dispute.Phase;
        var phase = (result as PaymentResult.Disputed)?.Phase;
        var news = new PaymentNews($"evt-{result.GetType().Name}{phase}-{topUp.Id}", "event", topUp.StartedAt)
        {
            Reference = topUp.Id,
            Result = result,
        };
        for (var times = 0; times < 2; times++)
            scene.Persist("hear", worker => worker.Service<NoticeDesk>()
                .Take(PayMethod.VnPay, news, Encoding.UTF8.GetBytes(news.Id), default));
    }

    private static void Decide(CrashScene scene)
    {
        var topUp = TopUpOf(scene);
        var review = new Review(topUp.Amount, "the bank has it", "fiona", scene.Now);
        scene.Persist("decide", async worker =>
        {
            var decided = await worker.Service<TopUpDesk>().Decide(topUp, review, default);
            Assert.True(decided.IsAccepted(out _, out _));
        });
    }

    private static TopUp TopUpOf(CrashScene scene) => scene.World.Gateway.Payments.Single().TopUp;

    private static PaymentResult.Disputed Dispute(CrashScene scene, DisputePhase phase) =>
        new("d1", phase, TopUpOf(scene).Total);
}

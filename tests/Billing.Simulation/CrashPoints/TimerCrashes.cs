using Azure.Messaging.ServiceBus;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Notices;
using Billing.Simulation.Operations;
using Billing.Simulation.World;
using Billing.TopUps;
using Billing.TopUps.Gateways.VnPay;

namespace Billing.Simulation.CrashPoints;

/// <summary>What timers and the bus bring about by themselves.</summary>
internal static class TimerCrashes
{
    public static IReadOnlyList<CrashOperation> All { get; } =
    [
        new("reconcile", Unheard, scene => scene.Persist("reconcile", TopUpOperations.Settle)),
        new("return-page", Unheard, Return),
        new("grant-reserved", Reserved, scene => scene.Persist("grant", VoucherOperations.Finish)),
        new("sweep", Ended, scene => scene.Persist("sweep", NoticeOperations.Sweep)),
        new("deliver", Raised, Deliver),
        new("receive-fact", Raised, Receive),
        new("document-payment", Refunded, Document),
        new("document-later", Told, scene => scene.Persist("issue", NoticeOperations.Issue)),
    ];

    /// <summary>A payment of which no notice comes.</summary>
    private static void Unheard(CrashScene scene)
    {
        scene.Customers();
        scene.Paid(scene.Begun());
        scene.Pass(TimeSpan.FromMinutes(4));
    }

    private static void Return(CrashScene scene)
    {
        scene.Ask(new(
            nameof(ReturnFromVnPay), "GET", "/api/v1/payments/vnpay/return", "", null, null,
            (worker, request) => worker.Function<ReturnFromVnPay>().Run(request, default))
        {
            Query = MoneyCrashes.Signed(scene),
        });
        scene.Persist("reconcile", TopUpOperations.Settle);
    }

    /// <summary>A redemption was counted and its process died before it was granted.</summary>
    private static void Reserved(CrashScene scene)
    {
        scene.Customers();
        scene.Fund();
        scene.Reserve();
        scene.Pass(TimeSpan.FromMinutes(2));
    }

    /// <summary>The credit of a voucher has ended and its grace is over.</summary>
    private static void Ended(CrashScene scene)
    {
        scene.Customers();
        scene.Fund();
        scene.Reserve();
        scene.Pass(TimeSpan.FromMinutes(2));
        scene.Persist("grant", VoucherOperations.Finish);
        scene.Pass(TimeSpan.FromDays(1) + Expiry.Grace + TimeSpan.FromHours(1));
    }

    /// <summary>A balance fell below its threshold, and nobody was told yet.</summary>
    private static void Raised(CrashScene scene)
    {
        scene.Customers();
        scene.Fund();
        scene.Report(scene.Event("e1", "450"));
    }

    private static void Deliver(CrashScene scene)
    {
        scene.Persist("deliver", NoticeOperations.Deliver);
        scene.Drain();
    }

    /// <summary>The fact comes before its delivery is over, so that it is sent a second time.</summary>
    private static void Receive(CrashScene scene)
    {
        var ledger = new LedgerTable(scene.World.Open);
        var row = new OutboxTable(scene.World.Open, ledger)
            .Waiting(CrashScene.First, default).GetAwaiter().GetResult()[^1];
        var waiting = OutboxTable.Read(CrashScene.First, row);
        scene.World.Bus.Accept(BillingFactsQueue.Name, new ServiceBusMessage(waiting.Fact.Body)
        {
            MessageId = $"{waiting.Account}:{waiting.Seq}",
            SessionId = waiting.Account.Value,
            Subject = waiting.Fact.Kind,
        });
        scene.Drain();
    }

    /// <summary>A payment and a refund of a part of it, and nobody was told yet.</summary>
    private static void Refunded(CrashScene scene)
    {
        scene.Customers();
        scene.Fund();
        RefundCrashes.Hear(scene, new PaymentResult.Refunded("r1", RefundCrashes.Part));
    }

    private static void Document(CrashScene scene)
    {
        scene.Persist("deliver", NoticeOperations.Deliver);
        scene.Drain();
    }

    /// <summary>Whoever was told wrote down what is to be documented, and its process died.</summary>
    private static void Told(CrashScene scene)
    {
        Refunded(scene);
        var ledger = new LedgerTable(scene.World.Open);
        var tasks = new InvoiceTaskTable(scene.World.Open);
        foreach (var row in new OutboxTable(scene.World.Open, ledger)
            .Waiting(CrashScene.First, default).GetAwaiter().GetResult())
        {
            var (account, seq, fact) = OutboxTable.Read(CrashScene.First, row);
            var notice = new Notice(account, seq, fact.Kind, scene.Now, fact.Body);
            if (InvoiceNews.TaskOf(notice) is { } task) tasks.Add(task, default).GetAwaiter().GetResult();
        }
        scene.Pass(TimeSpan.FromMinutes(3));
    }
}

using Billing.Money;
using Billing.Simulation.Clocks;
using Billing.Simulation.World;
using Billing.TopUps;
using Billing.TopUps.Gateways;
using Billing.TopUps.Inbox;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Simulation.Operations;

/// <summary>Customers top up and pay, or not; the gateway tells us late, twice or never; the timer asks it.</summary>
public sealed class TopUpOperations(SimWorld world, SimScene scene)
{
    private const int MaxNotices = 6;
    private static readonly string[] Dollars = ["25", "50", "100", "37.5", "10000"];

    private readonly Dice _dice = world.Dice.For("topups");
    private readonly List<TopUp> _begun = [];

    public IEnumerable<SimOperation> All =>
    [
        new("top up", 6, worker => Begin(worker, Made(worker))),
        new("confirm again", 2, worker => Begin(worker, _begun.Count == 0 ? Made(worker) : _dice.Pick(_begun))),
        new("pay", 6, _ => Pay()),
        new("settle top-ups", 2, Settle),
    ];

    public static Task Settle(SimWorker worker) => worker.Function<SettlePendingTopUps>().Run(new TimerInfo(), default);

    public static Task Retry(SimWorker worker) => worker.Function<RetryPaymentNotices>().Run(new TimerInfo(), default);

    /// <summary>The gateway's notice; when it is not taken, the gateway calls again.</summary>
    public async Task Notice(SimWorker worker, SimPayment payment)
    {
        var found = await worker.Service<TopUpFinder>().Find(PayMethod.VnPay, payment.TopUp.Id, default);
        world.Violations.Require(found is not null, "A payment has its top-up", payment.TopUp.Id.Value);
        if (found is null) return;
        var desk = worker.Service<TopUpDesk>();
        var step = await desk.Settle(found, payment.State, ResultSource.Notice, default);
        if (step is not TopUpStep.AskGateway late) return;
        var gateway = worker.Service<PaymentGateways>().For(PayMethod.VnPay);
        if (TopUp.Reconcile(await gateway.Ask(late.TopUp, default)) is { } confirmed)
            await desk.Settle(found, confirmed, ResultSource.Poll, default);
    }

    private static async Task Begin(SimWorker worker, TopUp topUp)
    {
        var stored = await worker.Service<TopUpTable>().Find(topUp.Account, topUp.Id, default);
        await worker.Service<TopUpOpening>().Open(stored?.TopUp ?? topUp, default, default);
    }

    private TopUp Made(SimWorker worker)
    {
        var now = worker.Clock.GetUtcNow();
        var id = TopUpId.Parse(world.NewId(_dice));
        var topUp = new TopUp(
            id, _dice.Pick(scene.Accounts), Amount.Parse(_dice.Pick(Dollars), Currency.Usd), PayMethod.VnPay,
            new("2026-11", now), now, now + SimGateway.Times.ToPay);
        _begun.Add(topUp);
        return topUp;
    }

    private Task Pay()
    {
        var open = world.Gateway.Payments.Where(it => it is { IsPaid: false, IsDeclined: false }).ToList();
        if (open.Count == 0) return Task.CompletedTask;
        var payment = _dice.Pick(open);
        payment.Finish(isPaid: _dice.Below(5) > 0);
        for (var i = _dice.Below(4); i > 0; i--) Announce(payment, MaxNotices);
        return Task.CompletedTask;
    }

    private void Announce(SimPayment payment, int left)
    {
        var wait = _dice.Below(10) == 0 ? TimeSpan.FromDays(4) : TimeSpan.FromMinutes(10);
        world.Agenda.In(_dice.Between(default, wait), () =>
        {
            if (world.Worker() is { } worker) _ = Try(worker);
        });

        async Task Try(SimWorker worker)
        {
            var isTaken = await world.Attempt("notice", worker, it => Notice(it, payment));
            if (!isTaken && left > 0) Announce(payment, left - 1);
        }
    }
}

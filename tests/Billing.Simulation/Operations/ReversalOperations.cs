using System.Text;
using Billing.Money;
using Billing.Simulation.Clocks;
using Billing.Simulation.World;
using Billing.TopUps;
using Billing.TopUps.Gateways;
using Billing.TopUps.Inbox;

namespace Billing.Simulation.Operations;

/// <summary>Money goes back by finance and by payers' disputes; its news comes late, twice and in any order.</summary>
public sealed class ReversalOperations(SimWorld world)
{
    private const int MaxNotices = 6;

    private readonly Dice _dice = world.Dice.For("reversals");
    private readonly List<(TopUp TopUp, RefundOrder Order)> _orders = [];
    private readonly List<PaymentNews> _news = [];

    public IEnumerable<SimOperation> All =>
    [
        new("refund", 1, worker => Refund(worker, isNew: true)),
        new("refund again", 1, worker => Refund(worker, isNew: false)),
        new("dispute", 1, _ => Dispute()),
    ];

    /// <summary>All that was ever said, once more: gateways repeat what was not taken.</summary>
    public IEnumerable<Func<SimWorker, Task>> LastNews =>
        _news.Select(news => new Func<SimWorker, Task>(worker => Hear(worker, news)));

    private async Task Refund(SimWorker worker, bool isNew)
    {
        if (isNew && _dice.Pick(Paid()) is { } payment) _orders.Add((payment.TopUp, NewOrder(worker, payment)));
        if (_orders.Count == 0) return;

        var (topUp, order) = isNew ? _orders[^1] : _dice.Pick(_orders);
        if (await worker.Service<TopUpFinder>().Find(PayMethod.VnPay, topUp.Id, default) is { } stored)
            await worker.Service<RefundDesk>().Order(stored, order, default);
    }

    private Task Dispute()
    {
        if (_dice.Pick(Paid()) is not { Dispute: null } payment) return Task.CompletedTask;

        DisputePhase[][] stories =
        [
            [DisputePhase.Opened, DisputePhase.Lost],
            [DisputePhase.Opened, DisputePhase.Withdrawn, DisputePhase.Won],
            [DisputePhase.Opened, DisputePhase.Won],
            [DisputePhase.Withdrawn, DisputePhase.Lost],
        ];
        var story = _dice.Pick(stories);
        payment.Dispute = story.Max();
        foreach (var phase in story)
        {
            var said = new PaymentResult.Disputed($"D{payment.TopUp.Id}", phase, payment.TopUp.Total);
            var news = new PaymentNews($"evt-{phase}-{payment.TopUp.Id}", "dispute", payment.TopUp.StartedAt)
            {
                Reference = payment.TopUp.Id,
                Result = said,
            };
            _news.Add(news);
            for (var i = _dice.Below(3); i > 0; i--) Announce(news, MaxNotices);
        }
        return Task.CompletedTask;
    }

    private void Announce(PaymentNews news, int left) =>
        world.Agenda.In(_dice.Between(default, TimeSpan.FromMinutes(20)), () =>
        {
            if (world.Worker() is { } worker) _ = Try(worker, news, left);
        });

    private async Task Try(SimWorker worker, PaymentNews news, int left)
    {
        var isTaken = await world.Attempt("dispute news", worker, it => Hear(it, news));
        if (!isTaken && left > 0) Announce(news, left - 1);
    }

    private static Task<NoticeOutcome> Hear(SimWorker worker, PaymentNews news) =>
        worker.Service<NoticeDesk>().Take(PayMethod.VnPay, news, Encoding.UTF8.GetBytes(news.Id), default);

    private RefundOrder NewOrder(SimWorker worker, SimPayment payment) => new(
        world.NewId(_dice),
        Amount.OfMinor(payment.TopUp.Total.ToMinor() / (1 + _dice.Below(4)), payment.TopUp.Total.Currency),
        "asked for", "fiona", worker.Clock.GetUtcNow());

    /// <summary>Never empty, so that the dice fall the same.</summary>
    private List<SimPayment?> Paid() => [null, .. world.Gateway.Payments.Where(payment => payment.IsPaid)];
}

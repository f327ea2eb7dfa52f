using Billing.Money;
using Billing.Simulation.Faults;
using Billing.Simulation.Clocks;
using Billing.TopUps;
using Billing.TopUps.Gateways;

namespace Billing.Simulation.World;

/// <summary>
/// What the payment gateway knows of its payments; it lives outside of our processes and forgets nothing.
/// </summary>
public sealed class SimGateway
{
    private readonly SortedDictionary<string, SimPayment> _payments = new(StringComparer.Ordinal);

    /// <summary>Those of VNPay, which it stands for.</summary>
    public static PaymentTimes Times { get; } = new(
        TimeSpan.FromMinutes(15),
        TimeSpan.FromDays(3),
        [TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(16), TimeSpan.FromMinutes(65)],
        TimeSpan.FromDays(1));

    private readonly SortedDictionary<string, RefundOrder> _refunds = new(StringComparer.Ordinal);

    public IEnumerable<SimPayment> Payments => _payments.Values;

    /// <summary>The same order again is the same refund.</summary>
    public RefundAnswer Refund(TopUpId of, RefundOrder order)
    {
        if (_refunds.TryAdd(order.Id, order)) Find(of)!.Refunded += order.Amount;
        return new RefundAnswer.Accepted($"R{order.Id}");
    }

    public SimPayment? Find(TopUpId id) => _payments.GetValueOrDefault(id.Value);

    public SimPayment Begin(TopUp topUp)
    {
        if (!_payments.TryGetValue(topUp.Id.Value, out var payment))
            _payments.Add(topUp.Id.Value, payment = new(topUp));
        return payment;
    }
}

/// <summary>One payment at the gateway.</summary>
public sealed class SimPayment(TopUp topUp)
{
    public TopUp TopUp => topUp;

    public bool IsPaid { get; private set; }

    public bool IsDeclined { get; private set; }

    /// <summary>What was sent back.</summary>
    public Amount Refunded { get; set; } = Amount.Zero(topUp.Total.Currency);

    /// <summary>How the payer's dispute stands; null without one.</summary>
    public DisputePhase? Dispute { get; set; }

    /// <summary>What the account must have lost of its credit in the end.</summary>
    public Amount Gone =>
        Dispute is DisputePhase.Lost or DisputePhase.Withdrawn ? topUp.Total : Amount.Min(topUp.Total, Refunded);

    public string Transaction => $"T{topUp.Id.Value[^12..]}";

    public PaymentResult State => this switch
    {
        { IsPaid: true } => new PaymentResult.Paid(topUp.Amount, Transaction, topUp.StartedAt),
        { IsDeclined: true } => new PaymentResult.Declined("24"),
        _ => new PaymentResult.Unfinished(),
    };

    /// <summary>The customer pays, or gives up; once.</summary>
    public void Finish(bool isPaid)
    {
        if (IsPaid || IsDeclined) return;
        (IsPaid, IsDeclined) = (isPaid, !isPaid);
    }
}

/// <summary>The gateway as one process of the app reaches it.</summary>
public sealed class GatewayClient(
    SimGateway gateway, Life life, Agenda agenda, FaultMix faults, Dice dice) : IPaymentGateway
{
    public PayMethod Method => PayMethod.VnPay;

    public PaymentTimes Times => SimGateway.Times;

    public async Task<PaymentStart> Start(TopUp topUp, Payer payer, CancellationToken stop)
    {
        if (faults.Script is { } script)
            await new ScriptedPath(script, agenda, life)
                .Pass(ScriptedCall.OfGateway("start", changes: true), () => gateway.Begin(topUp));
        else await Travel(() => gateway.Begin(topUp));
        return new PaymentStart.Redirect(new($"http://gateway/{topUp.Id}"), null);
    }

    public async Task<RefundAnswer> Refund(TopUp topUp, RefundOrder order, CancellationToken stop)
    {
        if (faults.Script is { } script) return await Refund(new ScriptedPath(script, agenda, life), topUp, order);
        if (faults.Strikes(FaultKind.GatewaySilent))
        {
            await Travel(() => gateway.Refund(topUp.Id, order));
            return new RefundAnswer.Unanswered("timeout");
        }
        return await Travel(() => gateway.Refund(topUp.Id, order));
    }

    private async Task<RefundAnswer> Refund(ScriptedPath path, TopUp topUp, RefundOrder order)
    {
        try
        {
            return await path.Pass(
                ScriptedCall.OfGateway("refund", changes: true), () => gateway.Refund(topUp.Id, order));
        }
        catch (Exception failure) when (Expected.IsFault(failure))
        {
            return new RefundAnswer.Unanswered("no_answer");
        }
    }

    public async Task<PaymentResult> Ask(TopUp topUp, CancellationToken stop)
    {
        if (faults.Script is { } script) return await Ask(new ScriptedPath(script, agenda, life), topUp);
        if (faults.Strikes(FaultKind.GatewaySilent))
        {
            await Travel(() => false);
            return new PaymentResult.Unanswered("timeout");
        }
        return await Travel(() => Answer(topUp));
    }

    private async Task<PaymentResult> Ask(ScriptedPath path, TopUp topUp)
    {
        try
        {
            return await path.Pass(ScriptedCall.OfGateway("ask", changes: false), () => Answer(topUp));
        }
        catch (Exception failure) when (Expected.IsFault(failure))
        {
            return new PaymentResult.Unanswered("no_answer");
        }
    }

    private PaymentResult Answer(TopUp topUp) => gateway.Find(topUp.Id)?.State ?? new PaymentResult.Unknown();

    private Task<T> Travel<T>(Func<T> ask)
    {
        var answer = new TaskCompletionSource<T>();
        agenda.In(dice.Between(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(2)), () =>
        {
            var said = ask();
            if (!life.IsOver) answer.SetResult(said);
        });
        return answer.Task;
    }
}

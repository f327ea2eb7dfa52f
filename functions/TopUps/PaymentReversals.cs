using System.Collections.Immutable;
using Billing.Money;
using Billing.TopUps.Gateways;

namespace Billing.TopUps;

/// <summary>One refund, by the gateway's id.</summary>
/// <param name="HasFailed">Once it did, it never counts again.</param>
public readonly record struct KnownRefund(Amount Amount, bool HasFailed);

/// <summary>One dispute, by the gateway's id, with the amount of its furthest phase.</summary>
public readonly record struct KnownDispute(Amount Amount, DisputePhase Phase);

/// <summary>A refund that finance ordered, and what its gateway answered.</summary>
/// <param name="Refund">The gateway's id of it, once accepted.</param>
/// <param name="Refusal">The gateway's code, once refused.</param>
/// <param name="Remark">Who found out what the gateway never answered, and how; null when it answered.</param>
public sealed record OrderedRefund(
    RefundOrder Order, string? Refund = null, string? Refusal = null, string? Remark = null)
{
    public bool IsPending => Refund is null && Refusal is null;

    /// <summary>True if this is what became of it.</summary>
    public bool IsSaid(RefundAnswer answer) => answer switch
    {
        RefundAnswer.Accepted it => it.Refund == Refund,
        RefundAnswer.Refused => Refusal is not null,
        _ => false,
    };
}

/// <summary>
/// All that was ever said about money of a payment going back. Facts are only added and merged, never ordered, so the
/// same facts come to the same whatever their order and however often they come.
/// </summary>
/// <param name="Total">What the payment is about.</param>
public sealed record PaymentReversals(Amount Total)
{
    /// <summary>Refunds and disputes of one payment, together.</summary>
    public const int MaxFacts = 40;

    private const long MaxUnits = long.MaxValue / 256;

    public ImmutableSortedDictionary<string, KnownRefund> Refunds { get; init; } = None<KnownRefund>.Facts;

    public ImmutableSortedDictionary<string, KnownDispute> Disputes { get; init; } = None<KnownDispute>.Facts;

    /// <summary>Refunds that finance ordered, by our ids; an answered one stays, so that it is never ordered
    /// again.</summary>
    public ImmutableSortedDictionary<string, OrderedRefund> Orders { get; init; } = None<OrderedRefund>.Facts;

    /// <summary>The highest sum of refunds that the gateway named.</summary>
    public Amount RefundedInAll { get; init; } = Amount.Zero(Total.Currency);

    /// <summary>Taken back without a dispute that we know of.</summary>
    public Amount TakenBack { get; init; } = Amount.Zero(Total.Currency);

    public bool IsEmpty => IsSame(new(Total));

    public bool IsTooMuch => Refunds.Count + Disputes.Count + Orders.Count > MaxFacts;

    /// <summary>
    /// What has been refunded: the refunds that we know one by one, or the gateway's sum if that is more.
    /// </summary>
    public Amount Refunded
    {
        get
        {
            var (known, failed) = (Sum(false), Sum(true));
            return Max(known, Max(RefundedInAll - failed, Zero));
        }
    }

    /// <summary>What disputes cost us; what was taken back without one counts unless one was won over it.</summary>
    public Amount ChargedBack
    {
        get
        {
            var lost = Sum(DisputePhase.Withdrawn) + Sum(DisputePhase.Lost);
            return Max(lost, TakenBack - Sum(DisputePhase.Won));
        }
    }

    /// <summary>What must not be spent until somebody has decided.</summary>
    public Amount Pending => Orders.Values
        .Where(order => order.IsPending)
        .Aggregate(Sum(DisputePhase.Opened), (sum, order) => sum + order.Order.Amount);

    /// <summary>Since when a refund waits for its gateway's answer; null when none does.</summary>
    public DateTimeOffset? OldestPending => HasPendingOrders
        ? Orders.Values.Where(order => order.IsPending).Min(order => order.Order.At)
        : null;

    public bool HasPendingOrders => Orders.Values.Any(order => order.IsPending);

    public bool IsDisputed => Disputes.Values.Any(dispute => dispute.Phase == DisputePhase.Opened);

    /// <summary>With one more fact; itself for a result that is none.</summary>
    /// <exception cref="InvalidOperationException">The fact is in another currency.</exception>
    public PaymentReversals With(PaymentResult result) => result switch
    {
        PaymentResult.Refunded it => With(it.Refund, it.Amount, hasFailed: false),
        PaymentResult.RefundFailed it => With(it.Refund, it.Amount, hasFailed: true),
        PaymentResult.RefundedInAll it => this with { RefundedInAll = Max(RefundedInAll, Bounded(it.Total)) },
        PaymentResult.TakenBack it => this with { TakenBack = Max(TakenBack, Bounded(it.Amount)) },
        PaymentResult.Disputed it => With(it),
        _ => this,
    };

    public PaymentReversals With(RefundOrder order) => this with { Orders = Orders.Add(order.Id, new(order)) };

    /// <summary>What became of an order, which counts once; no answer changes nothing.</summary>
    /// <param name="remark">Of the person who found it out.</param>
    public PaymentReversals With(RefundOrder order, RefundAnswer answer, string? remark = null)
    {
        if (!Orders.TryGetValue(order.Id, out var known) || !known.IsPending) return this;

        return answer switch
        {
            RefundAnswer.Accepted it => With(it.Refund, order.Amount, hasFailed: false) with
            {
                Orders = Orders.SetItem(order.Id, known with { Refund = it.Refund, Remark = remark }),
            },
            RefundAnswer.Refused it =>
                this with { Orders = Orders.SetItem(order.Id, known with { Refusal = it.Code, Remark = remark }) },
            _ => this,
        };
    }

    /// <summary>True if both hold the same facts.</summary>
    public bool IsSame(PaymentReversals other) =>
        this with { Refunds = other.Refunds, Disputes = other.Disputes, Orders = other.Orders } == other
        && Refunds.SequenceEqual(other.Refunds)
        && Disputes.SequenceEqual(other.Disputes)
        && Orders.SequenceEqual(other.Orders);

    private PaymentReversals With(string refund, Amount amount, bool hasFailed)
    {
        var known = Refunds.GetValueOrDefault(refund, new(Zero, false));
        var merged = new KnownRefund(Max(known.Amount, Bounded(amount)), known.HasFailed || hasFailed);
        return this with { Refunds = Refunds.SetItem(refund, merged) };
    }

    private PaymentReversals With(PaymentResult.Disputed it)
    {
        var known = Disputes.GetValueOrDefault(it.Dispute, new(Zero, it.Phase));
        var amount = Bounded(it.Amount);
        var merged = it.Phase.CompareTo(known.Phase) switch
        {
            > 0 => new KnownDispute(amount, it.Phase),
            0 => known with { Amount = Max(known.Amount, amount) },
            _ => known,
        };
        return this with { Disputes = Disputes.SetItem(it.Dispute, merged) };
    }

    private Amount Zero => Amount.Zero(Total.Currency);

    /// <summary>No sum of facts can pass the range of amounts; no payment is that large.</summary>
    private static Amount Bounded(Amount amount) => Amount.Min(amount, amount with { Units = MaxUnits });

    private Amount Sum(bool hasFailed) => Refunds.Values
        .Where(refund => refund.HasFailed == hasFailed)
        .Aggregate(Zero, (sum, refund) => sum + refund.Amount);

    private Amount Sum(DisputePhase phase) => Disputes.Values
        .Where(dispute => dispute.Phase == phase)
        .Aggregate(Zero, (sum, dispute) => sum + dispute.Amount);

    private static Amount Max(Amount a, Amount b) => a < b ? b : a;

    /// <summary>One object for no facts, so that payments without any are equal.</summary>
    private static class None<T>
    {
        public static readonly ImmutableSortedDictionary<string, T> Facts =
            ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
    }
}

using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.TopUps;

/// <summary>All that finance needs to judge a payment; customers see less.</summary>
/// <param name="Reason">Why it is in doubt or failed; null else.</param>
/// <param name="Received">What came in, by the gateway's ids.</param>
/// <param name="Orders">What finance ordered to send back.</param>
/// <param name="Moves">What happened to its credit since.</param>
/// <param name="Plan">The plan that it pays; null for a top-up.</param>
public sealed record PaymentDetails(
    string TopUpId,
    AccountId Account,
    string Method,
    TopUpStatus Status,
    string? Reason,
    Amount Amount,
    Amount Total,
    Amount? Credited,
    string? GatewayId,
    string? Transaction,
    DateTimeOffset? PaidAt,
    DateTimeOffset? SettledAt,
    bool IsLate,
    IReadOnlyList<ReceivedView> Received,
    IReadOnlyList<KnownRefundView> Refunds,
    IReadOnlyList<DisputeView> Disputes,
    IReadOnlyList<RefundView> Orders,
    ImmutableArray<TopUpMove> Moves,
    Review? Review,
    string? Plan,
    int? Instalment,
    bool? HasPaidPlan)
{
    public static PaymentDetails Of(TopUp topUp) => new(
        topUp.Id.Value,
        topUp.Account,
        topUp.Method.Value,
        topUp.Status,
        topUp.Reason,
        topUp.Amount,
        topUp.Total,
        topUp.Credited,
        topUp.GatewayId,
        topUp.Transaction,
        topUp.PaidAt,
        topUp.SettledAt,
        topUp.IsLate,
        [.. topUp.Receipts.Select(it => new ReceivedView(it.Key, it.Value))],
        [.. topUp.Reversals.Refunds.Select(it => new KnownRefundView(it.Key, it.Value.Amount, it.Value.HasFailed))],
        [.. topUp.Reversals.Disputes.Select(it => new DisputeView(it.Key, it.Value.Amount, it.Value.Phase))],
        [.. topUp.Reversals.Orders.Values.Select(RefundView.Of)],
        topUp.Moves,
        topUp.Review,
        topUp.For?.Plan.Value,
        topUp.For?.Instalment,
        topUp.For is null ? null : topUp.HasPaidPlan);
}

/// <summary>Money that came in, by the gateway's id.</summary>
public sealed record ReceivedView(string Id, Amount Amount);

/// <summary>A refund that the gateway told of.</summary>
public sealed record KnownRefundView(string Id, Amount Amount, bool HasFailed);

/// <summary>A payer who disputes the payment.</summary>
public sealed record DisputeView(string Id, Amount Amount, DisputePhase Phase);

/// <summary>What became of an ordered refund.</summary>
public enum RefundState
{
    Pending = 1,
    Accepted = 2,
    Refused = 3,
}

/// <summary>A refund that finance ordered.</summary>
/// <param name="By">The subject of the person.</param>
/// <param name="GatewayRefundId">Null until the gateway accepted it.</param>
/// <param name="Refusal">Why the gateway did not; null else.</param>
public sealed record RefundView(
    string RefundId,
    Amount Amount,
    string Reason,
    string By,
    DateTimeOffset At,
    RefundState Status,
    string? GatewayRefundId,
    string? Refusal,
    string? Remark)
{
    public static RefundView Of(OrderedRefund refund) => new(
        refund.Order.Id,
        refund.Order.Amount,
        refund.Order.Reason,
        refund.Order.By,
        refund.Order.At,
        refund switch
        {
            { Refund: not null } => RefundState.Accepted,
            { Refusal: not null } => RefundState.Refused,
            _ => RefundState.Pending,
        },
        refund.Refund,
        refund.Refusal,
        refund.Remark);
}

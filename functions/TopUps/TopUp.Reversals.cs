using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.TopUps.Gateways;

namespace Billing.TopUps;

/// <summary>What becomes of a top-up's credit when money goes back.</summary>
public sealed partial record TopUp
{
    /// <summary>Far more than any payment sees; what goes beyond is for a person.</summary>
    public const int MaxMoves = 200;

    private const int MaxMovesAtOnce = 2;

    private readonly PaymentReversals? _reversals;

    /// <summary>In the currency of the total.</summary>
    public PaymentReversals Reversals
    {
        get => _reversals ?? new(Total);
        init => _reversals = value;
    }

    /// <summary>What they came to in the ledger, in order.</summary>
    public ImmutableArray<TopUpMove> Moves { get; init; } = [];

    /// <summary>The movements of the ledger that this top-up stands for.</summary>
    public IEnumerable<MovementFact> Movements => Credited is { } credited
        ? Moves
            .Select((move, index) => move.Fact(Id.Value, index + 1, Method.Value))
            .Prepend(Capture(credited))
        : [];

    /// <summary>What can still go back, in the currency of the total.</summary>
    public Amount Refundable
    {
        get
        {
            var left = Paid - Reversals.Refunded - Reversals.ChargedBack - Reversals.Pending;
            return Credited is null || left.IsNegative ? Amount.Zero(Total.Currency) : left;
        }
    }

    /// <summary>The credit that was taken back and not given again, in the account's currency.</summary>
    public Amount NetTaken => Moves.Aggregate(Amount.Zero(Amount.Currency), (net, move) => move.Kind switch
    {
        TopUpMoveKind.Refunded or TopUpMoveKind.ChargedBack => net + move.Amount,
        TopUpMoveKind.Reinstated => net - move.Amount,
        TopUpMoveKind.Held => net,
    });

    private Amount NowHeld => Moves.LastOrDefault(move => move.Kind == TopUpMoveKind.Held) is
        { Kind: TopUpMoveKind.Held } last
            ? last.Amount
            : Amount.Zero(Amount.Currency);

    /// <summary>Finance sends money back: until the gateway answers, so much of the credit is held.</summary>
    public Outcome<TopUpStep, RefundRefusal> Refund(RefundOrder order, DateTimeOffset now)
    {
        if (Credited is null) return RefundRefusal.NotPaid;
        if (Reversals.Orders.ContainsKey(order.Id)) return new TopUpStep.Settled(this);
        if (order.Amount.Currency != Total.Currency) return RefundRefusal.CurrencyMismatch;
        if (!order.Amount.IsPositive || !order.Amount.IsWholeMinor) return RefundRefusal.AmountUnpayable;
        if (order.Amount > Refundable) return RefundRefusal.MoreThanPaid;

        var step = Taken(Reversals.With(order), TopUpMoveKind.Refunded, now);
        return step is TopUpStep.Disagrees ? RefundRefusal.TooManyRefunds : step;
    }

    /// <summary>What the gateway answered to a refund that finance ordered.</summary>
    public TopUpStep Refunded(RefundOrder order, RefundAnswer answer, DateTimeOffset now) =>
        Reverse(Reversals.With(order, answer), TopUpMoveKind.Refunded, now);

    /// <summary>What a person found out about a refund that the gateway never answered.</summary>
    public Outcome<TopUpStep, OutcomeRefusal> Settle(
        string refund, RefundAnswer found, string remark, DateTimeOffset now)
    {
        if (!Reversals.Orders.TryGetValue(refund, out var ordered)) return OutcomeRefusal.NoSuchRefund;
        if (!ordered.IsPending) return ordered.IsSaid(found) ? new TopUpStep.Settled(this) : OutcomeRefusal.Answered;

        return Reverse(Reversals.With(ordered.Order, found, remark), TopUpMoveKind.Refunded, now);
    }

    private TopUpStep Reverse(PaymentResult result, Amount amount, DateTimeOffset now)
    {
        if (amount.Currency != Total.Currency) return new TopUpStep.Disagrees(this, "currency_differs");
        if (!amount.IsPositive) return new TopUpStep.Disagrees(this, "amount_not_positive");

        return Taken(Reversals.With(result), KindOf(result), now);
    }

    private TopUpStep Taken(PaymentReversals reversals, TopUpMoveKind kind, DateTimeOffset now) =>
        !reversals.IsSame(Reversals) && (reversals.IsTooMuch || Moves.Length + MaxMovesAtOnce > MaxMoves)
            ? new TopUpStep.Disagrees(this, "too_many_reversals")
            : Reverse(reversals, kind, now);

    /// <summary>Without a limit: the answer to an order that stands is always taken.</summary>
    private TopUpStep Reverse(PaymentReversals reversals, TopUpMoveKind kind, DateTimeOffset now)
    {
        if (reversals.IsSame(Reversals)) return new TopUpStep.Settled(this);

        var known = this with { Reversals = reversals };
        if (Credited is null) return new TopUpStep.Moved(known);

        var balanced = known.Balanced(kind, now);
        return balanced.Moves.Length > Moves.Length ? new TopUpStep.Reversed(balanced) : new TopUpStep.Moved(balanced);
    }

    /// <summary>More went back than was ever paid: the credit is all that is taken, and a person must look.</summary>
    public bool IsOverdrawn => Reversals.Refunded + Reversals.ChargedBack > Paid;

    /// <summary>
    /// Brings the ledger to what the facts come to: what is refunded or charged back is taken, up to the whole credit;
    /// what is disputed or about to be refunded is held.
    /// </summary>
    private TopUp Balanced(TopUpMoveKind kind, DateTimeOffset now)
    {
        var gone = Amount.Min(Paid, Reversals.Refunded + Reversals.ChargedBack);
        var held = Amount.Min(Paid - gone, Reversals.Pending);
        var (taken, keep) = (Share(gone), Share(gone + held) - Share(gone));
        var moves = Moves.ToBuilder();
        var change = taken - NetTaken;
        if (change.IsPositive) moves.Add(new(kind, change, now));
        if (change.IsNegative) moves.Add(new(TopUpMoveKind.Reinstated, -change, now));
        if (keep != NowHeld) moves.Add(new(TopUpMoveKind.Held, keep, now));
        return this with { Moves = moves.ToImmutable(), Status = Reached() };
    }

    private TopUpStatus Reached()
    {
        if (Reversals.ChargedBack.IsPositive) return TopUpStatus.ChargedBack;
        if (Reversals.IsDisputed) return TopUpStatus.Disputed;
        if (Reversals.Refunded >= Paid) return TopUpStatus.Refunded;
        return Reversals.Refunded.IsPositive ? TopUpStatus.PartiallyRefunded : TopUpStatus.Success;
    }

    /// <summary>A part of what was paid, as a part of what was credited; all of it is all.</summary>
    private Amount Share(Amount paid) => new(
        Rounding.HalfAwayFromZero((Int128)Credited!.Value.Units * paid.Units, Paid.Units), Amount.Currency);

    private static TopUpMoveKind KindOf(PaymentResult result) =>
        result is PaymentResult.Disputed or PaymentResult.TakenBack
            ? TopUpMoveKind.ChargedBack
            : TopUpMoveKind.Refunded;
}

using System.Collections.Immutable;
using Billing.Money;
using Billing.Platform;

namespace Billing.TopUps;

/// <summary>What came in for a top-up where that is not simply its total, and what a person decides about it.</summary>
public sealed partial record TopUp
{
    private const int MaxReceipts = 50;

    private static readonly ImmutableSortedDictionary<string, Amount> NoReceipts =
        ImmutableSortedDictionary.Create<string, Amount>(StringComparer.Ordinal);

    /// <summary>What came in, by the bank's or gateway's id, where it differs from the total; else empty.</summary>
    public ImmutableSortedDictionary<string, Amount> Receipts { get; init; } = NoReceipts;

    /// <summary>The decision of a person, where one was needed.</summary>
    public Review? Review { get; init; }

    /// <summary>What the customer paid or, before that, is to pay.</summary>
    public Amount Paid => Receipts.IsEmpty ? Total : Received;

    public Amount Received =>
        Receipts.Values.Aggregate(Amount.Zero(Total.Currency), (sum, receipt) => sum + receipt);

    /// <summary>
    /// Credits what a person decided, or nothing. The same decision again is the same one.
    /// </summary>
    public Outcome<TopUpStep, ReviewRefusal> Decide(Review review, DateTimeOffset now)
    {
        if (Review is { } earlier)
            return earlier.Says(review) ? new TopUpStep.Settled(this) : ReviewRefusal.DecidedBefore;
        if (Status != TopUpStatus.NeedsReview) return ReviewRefusal.NotInReview;
        if (review.Credit is not { } credit)
            return new TopUpStep.Moved(Settle(TopUpStatus.Failed, "rejected", now) with { Review = review });
        if (credit.Currency != Amount.Currency) return ReviewRefusal.CurrencyMismatch;
        if (!credit.IsPositive || !credit.IsWholeMinor) return ReviewRefusal.AmountUnpayable;
        if (credit > MostCredit) return ReviewRefusal.MoreThanReceived;

        return new TopUpStep.Credited(Credit(credit, now) with { Review = review });
    }

    /// <summary>
    /// What a person may credit: the amount, or what came in if that is more; of a transfer only what came in.
    /// </summary>
    public Amount MostCredit => Method == PayMethod.BankTransfer
        || (Total.Currency == Amount.Currency && Received > Amount)
            ? Received
            : Amount;

    private TopUpStep Receive(PaymentResult.Received part, DateTimeOffset now)
    {
        if (Receipts.ContainsKey(part.Receipt) || Transaction == part.Receipt) return new TopUpStep.Settled(this);
        if (part.Amount.Currency != Total.Currency) return new TopUpStep.Disagrees(this, "currency_differs");
        if (Credited is not null || Review is not null) return new TopUpStep.Disagrees(this, "paid_twice");
        if (Receipts.Count >= MaxReceipts) return new TopUpStep.Disagrees(this, "too_many_receipts");

        var known = this with { Receipts = Receipts.Add(part.Receipt, part.Amount) };
        if (Status == TopUpStatus.NeedsReview) return new TopUpStep.Moved(known);
        if (known.Received > Total)
            return new TopUpStep.Moved(known.Settle(TopUpStatus.NeedsReview, "overpaid", now));
        if (known.Received < Total)
            return new TopUpStep.Moved(
                IsOpen ? known : known.Settle(TopUpStatus.NeedsReview, "partly_paid", now));

        return new TopUpStep.Credited(known.Credit(Amount, now) with { Transaction = part.Receipt, PaidAt = part.At });
    }

    /// <summary>Another amount than asked for: it is kept, and a person decides what it is worth.</summary>
    private TopUp Differs(PaymentResult.Paid paid, DateTimeOffset now) =>
        Remember(paid) with { Status = TopUpStatus.NeedsReview, Reason = "amount_differs", SettledAt = now };

    /// <summary>The capture behind a payment in doubt: it credits once, whoever decides, and can be refunded.</summary>
    private TopUp Remember(PaymentResult.Paid paid) => this with
    {
        Transaction = paid.Transaction,
        PaidAt = paid.PaidAt,
        Receipts = paid.Amount.Currency == Total.Currency && paid.Amount != Total
            ? Receipts.SetItem(paid.Transaction, paid.Amount)
            : Receipts,
    };

    /// <summary>A second capture for one payment is money that is not ours.</summary>
    private TopUpStep PaidBefore(PaymentResult.Paid paid) => Transaction is null || paid.Transaction == Transaction
        ? new TopUpStep.Settled(this)
        : new TopUpStep.Disagrees(this, $"paid_twice:{paid.Transaction}");

    /// <summary>What was said before about money going back is done along with the credit.</summary>
    private TopUp Credit(Amount amount, DateTimeOffset now)
    {
        var isLate = Status is TopUpStatus.Failed or TopUpStatus.Expired;
        var credited = this with { Credited = amount, SettledAt = now, IsLate = isLate, Reason = null };
        var kind = Reversals.ChargedBack.IsPositive ? TopUpMoveKind.ChargedBack : TopUpMoveKind.Refunded;
        return credited.Balanced(kind, now);
    }
}

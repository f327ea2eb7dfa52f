using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.TopUps;

/// <summary>The customer's agreement that bought credit is not refunded: which terms, and when.</summary>
public sealed record Consent(string TermsVersion, DateTimeOffset At);

/// <summary>
/// A payment that becomes credit once it succeeds, exactly once, whoever brings the news and how often.
/// </summary>
/// <param name="Amount">What it is worth to the account, in the account's currency.</param>
/// <param name="StartedAt">When the customer confirmed; gateways that want a creation date get this one again and
/// again.</param>
/// <param name="PayBefore">After this the gateway lets nobody pay any more.</param>
/// <param name="RedirectUrl">Where the customer pays; null until the gateway gave it, or where there is no
/// page.</param>
public sealed partial record TopUp(
    TopUpId Id,
    AccountId Account,
    Amount Amount,
    PayMethod Method,
    Consent Consent,
    DateTimeOffset StartedAt,
    DateTimeOffset PayBefore,
    TopUpStatus Status = TopUpStatus.Created,
    string? RedirectUrl = null)
{
    /// <summary>With so many lots no top-up is started: one that is paid must always find room.</summary>
    public const int MaxLots = AccountState.MaxLots * 4 / 5;

    private static readonly TimeSpan UsualTimeToFinish = TimeSpan.FromDays(3);

    /// <summary>What the customer pays; in another currency than the amount if there was an exchange quote.</summary>
    public Amount Total { get; init; } = Amount;

    /// <summary>At which rate the total was worked out; null if it is the amount.</summary>
    public ExchangeQuote? Exchange { get; init; }

    /// <summary>After this a payment that the gateway still calls unfinished is given up.</summary>
    public DateTimeOffset GiveUpAt { get; init; } = StartedAt + UsualTimeToFinish;

    /// <summary>Where a receipt goes: the address of the billing profile when the payment began.</summary>
    public string? Email { get; init; }

    /// <summary>Who paid, as the billing profile had it when the payment began; a receipt never changes.</summary>
    public string? PayerName { get; init; }

    /// <summary>The gateway's id of what we began, or the reference that a bank transfer names; null if it has
    /// none.</summary>
    public string? GatewayId { get; init; }

    /// <summary>The gateway's id of the capture, once paid.</summary>
    public string? Transaction { get; init; }

    /// <summary>The gateway's code, or our reason, for a top-up that failed, expired, was tried in vain, needs a person
    /// or did not pay its plan.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>True if the money came after we had given the payment up.</summary>
    public bool IsLate { get; init; }

    /// <summary>What was credited; null until it was.</summary>
    public Amount? Credited { get; init; }

    /// <summary>What references lead to.</summary>
    public ReferredTopUp Reference => new(Account, Id);

    public bool IsOpen => Status is TopUpStatus.Created or TopUpStatus.Pending;

    public ShownStatus Shown => Status switch
    {
        TopUpStatus.Created or TopUpStatus.Pending or TopUpStatus.NeedsReview => ShownStatus.Pending,
        TopUpStatus.Failed or TopUpStatus.Expired => ShownStatus.Failed,
        TopUpStatus.Success or TopUpStatus.PartiallyRefunded or TopUpStatus.Refunded => ShownStatus.Success,
        TopUpStatus.Disputed or TopUpStatus.ChargedBack => ShownStatus.Success,
    };

    /// <summary>Something is still to come of it: money, a decision, the end of a dispute or of a refund.</summary>
    public bool IsUnsettled => IsOpen
        || Status is TopUpStatus.NeedsReview or TopUpStatus.Disputed
        || Reversals.HasPendingOrders;

    /// <summary>It names nobody any more; what was paid, and what finance decided, stays.</summary>
    public TopUp WithoutPayer() =>
        this with { Email = ErasedText.Of(Email), PayerName = ErasedText.Of(PayerName) };

    /// <summary>The payment began at its gateway; a top-up that is settled already stays so.</summary>
    public TopUp Began(string? url, string? gatewayId) => Status == TopUpStatus.Created
        ? this with { Status = TopUpStatus.Pending, RedirectUrl = url, GatewayId = gatewayId }
        : this;

    /// <summary>What a verified result makes of this top-up.</summary>
    public TopUpStep Apply(PaymentResult result, ResultSource source, DateTimeOffset now) => result switch
    {
        PaymentResult.Refunded it => Reverse(result, it.Amount, now),
        PaymentResult.RefundedInAll it => Reverse(result, it.Total, now),
        PaymentResult.RefundFailed it => Reverse(result, it.Amount, now),
        PaymentResult.Disputed it => Reverse(result, it.Amount, now),
        PaymentResult.TakenBack it => Reverse(result, it.Amount, now),
        PaymentResult.Paid it when Credited is not null => PaidBefore(it),
        PaymentResult.Received it => Receive(it, now),
        PaymentResult.Paid or PaymentResult.Doubtful when Review is not null && Credited is null =>
            new TopUpStep.Disagrees(this, "decided_before"),
        PaymentResult.Paid it when Status == TopUpStatus.NeedsReview && Transaction is null =>
            new TopUpStep.Moved(Remember(it)),
        PaymentResult.Doubtful it when Credited is not null => new TopUpStep.Disagrees(this, it.Code),
        _ when Credited is not null || Status == TopUpStatus.NeedsReview => new TopUpStep.Settled(this),
        PaymentResult.Paid it => Pay(it, source, now),
        PaymentResult.Doubtful it => new TopUpStep.Moved(Settle(TopUpStatus.NeedsReview, it.Code, now)),
        _ when !IsOpen => new TopUpStep.Settled(this),
        PaymentResult.Declined it => new TopUpStep.Moved(Settle(TopUpStatus.Failed, it.Code, now)),
        PaymentResult.Lapsed it => new TopUpStep.Moved(Settle(TopUpStatus.Expired, it.Code, now)),
        PaymentResult.Attempted it when it.Code != Reason => new TopUpStep.Moved(this with { Reason = it.Code }),
        PaymentResult.Unknown when now > PayBefore => Expire(now),
        PaymentResult.Unfinished when now > GiveUpAt => Expire(now),
        _ => new TopUpStep.Waiting(this),
    };

    /// <summary>The capture already credited another top-up: it must not credit twice.</summary>
    public TopUp ClaimedElsewhere(DateTimeOffset now) => Settle(TopUpStatus.NeedsReview, "capture_claimed", now);

    /// <summary>The gateway refused to begin it.</summary>
    public TopUp Refused(string code, DateTimeOffset now) =>
        Status == TopUpStatus.Created ? Settle(TopUpStatus.Failed, code, now) : this;

    /// <summary>
    /// Paid, said a notice, after we had given it up: then the gateway's own word decides. No word yet is null; a
    /// denial of what it signed is for a person.
    /// </summary>
    public static PaymentResult? Reconcile(PaymentResult answer) => answer switch
    {
        PaymentResult.Paid or PaymentResult.Doubtful => answer,
        PaymentResult.Declined declined => new PaymentResult.Doubtful($"contradicted:{declined.Code}"),
        _ => null,
    };

    /// <summary>The same quote confirmed again is the same top-up, not a second one.</summary>
    public Outcome<TopUp, StartRefusal> StartAgain(Agreement agreement)
    {
        if (!agreement.Accepted) return StartRefusal.ConsentRequired;
        if (agreement.TermsVersion != Consent.TermsVersion) return StartRefusal.TermsOutdated;

        return this;
    }

    private TopUpStep Pay(PaymentResult.Paid paid, ResultSource source, DateTimeOffset now)
    {
        if (paid.Amount.Currency != Total.Currency)
            return new TopUpStep.Moved(Settle(TopUpStatus.NeedsReview, "currency_differs", now) with
            {
                Transaction = paid.Transaction, PaidAt = paid.PaidAt,
            });
        if (paid.Amount != Total) return new TopUpStep.Moved(Differs(paid, now));
        if (!IsOpen && source == ResultSource.Notice) return new TopUpStep.AskGateway(this);

        return new TopUpStep.Credited(
            Credit(Amount, now) with { Transaction = paid.Transaction, PaidAt = paid.PaidAt });
    }

    private TopUpStep.Moved Expire(DateTimeOffset now) => new(Settle(TopUpStatus.Expired, "not_paid_in_time", now));

    private TopUp Settle(TopUpStatus status, string reason, DateTimeOffset now) =>
        this with { Status = status, Reason = reason, SettledAt = now };
}

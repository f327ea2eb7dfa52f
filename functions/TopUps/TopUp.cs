using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.TopUps;

/// <summary>The customer's agreement that bought credit is not refunded: which terms, and when.</summary>
public sealed record Consent(string TermsVersion, DateTimeOffset At);

/// <summary>
/// A payment that becomes credit once it succeeds, exactly once, whoever brings the news and how often.
/// </summary>
/// <param name="StartedAt">When the customer confirmed; gateways that want a creation date get this one again and
/// again.</param>
/// <param name="PayBefore">After this the gateway lets nobody pay any more.</param>
/// <param name="RedirectUrl">Where the customer pays; null until the gateway gave it.</param>
public sealed record TopUp(
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

    public static readonly TimeSpan TimeToPay = TimeSpan.FromMinutes(15);

    /// <summary>After this a payment that the gateway still calls unfinished is given up.</summary>
    public static readonly TimeSpan TimeToFinish = TimeSpan.FromDays(3);

    /// <summary>The gateway's id of the capture, once paid.</summary>
    public string? Transaction { get; init; }

    /// <summary>The gateway's code, or our reason, for a top-up that failed, expired or needs a person.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>True if the money came after we had given the payment up.</summary>
    public bool IsLate { get; init; }

    /// <summary>The movement that credits it; null unless it succeeded.</summary>
    public MovementFact.TopUpCredited? Credit =>
        Status == TopUpStatus.Success ? new(Id.Value, Method.Value, Amount) : null;

    public bool IsOpen => Status is TopUpStatus.Created or TopUpStatus.Pending;

    public ShownStatus Shown => Status switch
    {
        TopUpStatus.Created or TopUpStatus.Pending or TopUpStatus.NeedsReview => ShownStatus.Pending,
        TopUpStatus.Failed or TopUpStatus.Expired => ShownStatus.Failed,
        TopUpStatus.Success => ShownStatus.Success,
    };

    /// <summary>The gateway gave the address to pay at; a top-up that is settled already stays so.</summary>
    public TopUp Redirected(string url) =>
        Status == TopUpStatus.Created ? this with { Status = TopUpStatus.Pending, RedirectUrl = url } : this;

    /// <summary>What a verified result makes of this top-up.</summary>
    public TopUpStep Apply(PaymentResult result, ResultSource source, DateTimeOffset now)
    {
        if (Status is TopUpStatus.Success or TopUpStatus.NeedsReview) return new TopUpStep.Settled(this);

        return result switch
        {
            PaymentResult.Paid paid => Paid(paid, source, now),
            PaymentResult.Doubtful doubtful => new TopUpStep.Moved(Settle(TopUpStatus.NeedsReview, doubtful.Code, now)),
            _ when !IsOpen => new TopUpStep.Settled(this),
            PaymentResult.Declined declined => new TopUpStep.Moved(Settle(TopUpStatus.Failed, declined.Code, now)),
            PaymentResult.Unknown when now > PayBefore => Expire(now),
            PaymentResult.Unfinished when now > StartedAt + TimeToFinish => Expire(now),
            _ => new TopUpStep.Waiting(this),
        };
    }

    /// <summary>The capture already credited another top-up: it must not credit twice.</summary>
    public TopUp ClaimedElsewhere(DateTimeOffset now) => Settle(TopUpStatus.NeedsReview, "capture_claimed", now);

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

    private TopUpStep Paid(PaymentResult.Paid paid, ResultSource source, DateTimeOffset now)
    {
        if (paid.Amount.Currency != Amount.Currency || paid.Amount != Amount)
            return new TopUpStep.Moved(Settle(TopUpStatus.NeedsReview, "amount_differs", now));
        if (!IsOpen && source == ResultSource.Notice) return new TopUpStep.AskGateway(this);

        return new TopUpStep.Credited(this with
        {
            Status = TopUpStatus.Success,
            Transaction = paid.Transaction,
            PaidAt = paid.PaidAt,
            SettledAt = now,
            IsLate = !IsOpen,
            Reason = null,
        });
    }

    private TopUpStep.Moved Expire(DateTimeOffset now) => new(Settle(TopUpStatus.Expired, "not_paid_in_time", now));

    private TopUp Settle(TopUpStatus status, string reason, DateTimeOffset now) =>
        this with { Status = status, Reason = reason, SettledAt = now };
}

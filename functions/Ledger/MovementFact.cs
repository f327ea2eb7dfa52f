using System.Collections.Immutable;
using System.Globalization;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>A money fact that is not usage. The set is closed; each case says all that replaying it needs.</summary>
public abstract record MovementFact
{
    private MovementFact(string cause) => Cause = cause;

    /// <summary>What brought it about; the same cause never makes a second movement.</summary>
    public string Cause { get; }

    /// <summary>The account's currency and billing time zone are fixed.</summary>
    /// <param name="TimeZone">IANA name; billing months and days are counted in it.</param>
    public sealed record Opened(Currency Currency, string TimeZone) : MovementFact("opened");

    /// <summary>A captured payment becomes a top-up lot, after it has settled any debt.</summary>
    /// <param name="Payment">Our id of the payment.</param>
    /// <param name="Gateway">Where the money came in, lower case (vnpay).</param>
    public sealed record TopUpCredited(string Payment, string Gateway, Amount Amount)
        : MovementFact($"topup:{Payment}");

    /// <summary>Paid credit is taken back: from the top-up's own lot, then from other top-ups; the rest is
    /// debt.</summary>
    /// <param name="Step">Counts what happened to the top-up after its credit, from 1.</param>
    /// <param name="Gateway">Where the money went back through.</param>
    public sealed record TopUpDebited(string Payment, int Step, string Gateway, DebitReason Reason, Amount Amount)
        : MovementFact(Later(Payment, Step));

    /// <summary>What was taken back of a top-up is credit again, after it has settled any debt.</summary>
    public sealed record TopUpReinstated(string Payment, int Step, string Gateway, Amount Amount)
        : MovementFact(Later(Payment, Step));

    /// <summary>So much of what is left of a top-up cannot be used until this is said again.</summary>
    /// <param name="Amount">Zero releases all.</param>
    public sealed record TopUpHeld(string Payment, int Step, Amount Amount) : MovementFact(Later(Payment, Step));

    /// <summary>A redeemed voucher becomes a voucher lot.</summary>
    /// <param name="Voucher">The campaign's id, never the secret code.</param>
    /// <param name="Redemption">Our id of the redemption.</param>
    public sealed record VoucherGranted(
        string Redemption,
        string Voucher,
        Amount Amount,
        DateTimeOffset From,
        DateTimeOffset? Until,
        ImmutableArray<ServiceName> Services) : MovementFact($"voucher:{Redemption}");

    /// <summary>A term of a billing plan begins to pay for usage.</summary>
    /// <param name="Term">Counted from 1 within the plan.</param>
    public sealed record CoverActivated(string Plan, int Term, CoverTerms Terms)
        : MovementFact(TermOf(Plan, Term))
    {
        public LotId Cover => new(Cause);
    }

    /// <summary>From an instant of event time on, a term of a billing plan has other terms.</summary>
    /// <param name="Step">Counts the changes of the term, from 1.</param>
    /// <param name="From">What happened before is paid by the terms of before.</param>
    /// <param name="Pays">False where it pays nothing until it is changed again.</param>
    /// <param name="Terms">All of them, those that stay included.</param>
    public sealed record CoverChanged(
        string Plan, int Term, int Step, DateTimeOffset From, bool Pays, CoverTerms Terms)
        : MovementFact(string.Create(CultureInfo.InvariantCulture, $"{TermOf(Plan, Term)}:{Step}"))
    {
        public LotId Cover => new(TermOf(Plan, Term));
    }

    /// <summary>A term of a billing plan is over; what was left of it is forfeited, or carried over.</summary>
    /// <param name="Remaining">May be zero.</param>
    /// <param name="Into">The next term, which has it from now on; null where it is forfeited.</param>
    public sealed record CoverExpired(LotId Cover, Amount Remaining, LotId? Into = null)
        : MovementFact($"expired:{Cover}");

    /// <summary>An instalment of a billing plan is paid: by money that came in for it, or from top-up credit.</summary>
    /// <param name="Payment">Our id of the payment.</param>
    /// <param name="Gateway">Where the money came in; null from top-up credit.</param>
    public sealed record PlanPaid(string Plan, int Instalment, string Payment, string? Gateway, Amount Amount)
        : MovementFact($"planpaid:{Payment}");

    /// <summary>What was left of a lot when its end and the grace were over is forfeited.</summary>
    public sealed record LotExpired(LotId Lot, LotKind Kind, Amount Amount, DateTimeOffset Until)
        : MovementFact($"expired:{Lot.Value}");

    /// <summary>The balances below which the account wants to be told are others now.</summary>
    /// <param name="IsChosen">False where the account was given the defaults.</param>
    /// <param name="Thresholds">Highest first, each once.</param>
    public sealed record ThresholdsSet(bool IsChosen, ImmutableArray<Amount> Thresholds) : MovementFact("thresholds");

    /// <summary>A charged event is taken back by its producer: each fund gets back what it paid for it.</summary>
    /// <param name="Reopened">The terms of those lots that had left the state, with nothing in them.</param>
    public sealed record UsageReversed(ReversedUsage Usage, ReversedBy By, ImmutableArray<Lot> Reopened)
        : MovementFact($"reversed:{Usage.Line}");

    private static string TermOf(string plan, int term) =>
        string.Create(CultureInfo.InvariantCulture, $"plan:{plan}:{term}");

    private static string Later(string payment, int step) =>
        string.Create(CultureInfo.InvariantCulture, $"topup:{payment}:{step}");
}

using Billing.Ledger;
using Billing.Money;

namespace Billing.Plans;

/// <summary>What the customer's yes to an offer does.</summary>
public enum OfferKind
{
    /// <summary>Begins the plan.</summary>
    Plan = 1,

    /// <summary>Changes the present term.</summary>
    ChangeNow = 2,

    /// <summary>Changes the next term, which it agrees to.</summary>
    ChangeAtEnd = 3,

    /// <summary>Agrees to another term.</summary>
    Renewal = 4,
}

/// <summary>Terms that wait for the customer's word.</summary>
/// <param name="Version">Whoever confirms names it, so that nothing is confirmed unseen.</param>
/// <param name="Until">After this it can no longer be confirmed.</param>
/// <param name="By">Who sent it.</param>
public sealed record PlanOffer(
    int Version, OfferKind Kind, PlanTerms Terms, DateTimeOffset SentAt, DateTimeOffset Until, string By);

/// <summary>The customer's recorded yes.</summary>
/// <param name="Version">The offer's.</param>
public sealed record PlanConfirmation(int Version, OfferKind Kind, string By, DateTimeOffset At);

/// <summary>A wish of the customer that sales answers.</summary>
public sealed record PlanWish(string Text, string By, DateTimeOffset At);

/// <summary>Agreed terms that do not hold yet.</summary>
/// <param name="Instalment">Must be paid first; null where nothing is asked.</param>
public sealed record AgreedTerms(PlanTerms Terms, int? Instalment);

/// <summary>A term that is over, as it was closed.</summary>
/// <param name="Used">What it paid of usage.</param>
/// <param name="CarriedOver">What went to the next term.</param>
/// <param name="Forfeited">What was lost of it.</param>
public sealed record ClosedTerm(
    int Number, DateTimeOffset From, DateTimeOffset Until, Amount Total, Amount Used, Amount CarriedOver,
    Amount Forfeited);

/// <summary>A term that is over but may still pay for late usage.</summary>
/// <param name="ClosesAt">When nothing can be charged to it any more.</param>
/// <param name="Invoiced">What was invoiced of a postpaid term.</param>
public sealed record ClosingTerm(
    int Number, PlanTerms Terms, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset ClosesAt, Amount Invoiced);

/// <summary>How a plan ended.</summary>
public sealed record PlanEnd(PlanStatus Status, DateTimeOffset At, string Reason);

using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Plans;

/// <summary>When a plan is paid for.</summary>
public enum PaymentStructure
{
    AllUpfront = 1,
    PartialUpfront = 2,
    Postpaid = 3,
}

/// <summary>By which ways a plan may be paid.</summary>
[Flags]
public enum PaymentWays
{
    /// <summary>Through a gateway: card, wallet, bank app.</summary>
    Online = 1,
    BankTransfer = 2,

    /// <summary>From the account's top-up credit.</summary>
    Balance = 4,
}

/// <summary>How often a postpaid plan is invoiced.</summary>
public enum InvoiceCycle
{
    Month = 1,

    /// <summary>Once, when a term is over.</summary>
    Term = 2,
}

/// <summary>One dated part of the price.</summary>
/// <param name="AfterDays">Days from the start of the term to the day on which it is due; the first is 0.</param>
public readonly record struct SchedulePart(Amount Amount, int AfterDays);

/// <summary>What is paid when, and by which ways.</summary>
/// <param name="Price">What the customer pays for one term; of a postpaid plan zero: it costs what it covers.</param>
/// <param name="Schedule">The parts of a price that is paid partly upfront; they sum to it exactly. Else
/// empty.</param>
/// <param name="DueDays">Within how many days a payment is due that has no date of its own.</param>
/// <param name="SuspendAfterDays">After how many days overdue the plan stops to cover.</param>
/// <param name="IsAutomatic">What is due is taken from the top-up credit if that is enough.</param>
public sealed record PlanPayment(
    PaymentStructure Structure,
    PaymentWays Ways,
    Amount Price,
    ImmutableArray<SchedulePart> Schedule,
    InvoiceCycle Cycle,
    int DueDays,
    int SuspendAfterDays,
    bool IsAutomatic);

/// <summary>What happens when a term comes to its end.</summary>
public enum RenewalKind
{
    /// <summary>It expires, unless sales offers another term.</summary>
    None = 1,

    /// <summary>The same terms again, unless the customer declines before the term ends.</summary>
    Automatic = 2,
}

/// <param name="WindowDays">How long before the end renewal is pending.</param>
public readonly record struct RenewalTerms(RenewalKind Kind, int WindowDays);

/// <param name="MaxDays">All pauses of a term together; zero where the plan cannot be paused.</param>
/// <param name="ExtendsTerm">Whether the end moves by the time paused.</param>
public readonly record struct PauseTerms(int MaxDays, bool ExtendsTerm);

/// <summary>All that an offer promises and asks for.</summary>
/// <param name="Name">What the customer knows it by.</param>
/// <param name="Cover">What it covers; its window is set when a term begins.</param>
/// <param name="StartsAt">The first term does not begin before; null begins once the payment allows.</param>
/// <param name="RollsOver">What a term leaves unused goes to the next.</param>
public sealed record PlanTerms(
    string Name,
    CoverTerms Cover,
    PlanDuration Duration,
    PlanPayment Payment,
    RenewalTerms Renewal,
    PauseTerms Pause,
    DateTimeOffset? StartsAt,
    bool RollsOver)
{
    /// <summary>The most that a term covers.</summary>
    public Amount Total => Cover.Total;

    public bool IsPostpaid => Payment.Structure == PaymentStructure.Postpaid;

    /// <summary>The cover of a term with this window.</summary>
    public CoverTerms Between(DateTimeOffset from, DateTimeOffset? until) => 
        Cover with { From = from, Until = until, RollsOver = RollsOver, IsClosedByPlan = true };
}

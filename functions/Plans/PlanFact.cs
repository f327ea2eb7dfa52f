using Billing.Money;

namespace Billing.Plans;

/// <summary>Something that happened to a plan: by a person, by a payment, in the ledger, or by the clock.</summary>
public abstract record PlanFact
{
    private PlanFact()
    {
    }

    /// <summary>Sales wrote the terms anew; what was offered or confirmed of it is void.</summary>
    /// <param name="Version">The version that was edited; null to edit whatever there is.</param>
    public sealed record Edited(PlanTerms Terms, int? Version = null) : PlanFact;

    /// <summary>Terms were sent to the customer.</summary>
    /// <param name="Terms">Null sends the draft.</param>
    public sealed record Offered(OfferKind Kind, PlanTerms? Terms, DateTimeOffset Until, string By) : PlanFact;

    public sealed record Confirmed(int Version, string By) : PlanFact;

    public sealed record Declined(int Version, string By) : PlanFact;

    /// <summary>The customer wants something of sales: a change, another term.</summary>
    public sealed record Wished(string Text, string By) : PlanFact;

    /// <summary>Whether a plan that renews by itself is to do so.</summary>
    public sealed record RenewalSet(bool IsWanted, string By) : PlanFact;

    public sealed record Paused(string By) : PlanFact;

    public sealed record Resumed(string By) : PlanFact;

    /// <param name="IsCustomers">The customer cancels, which is for plans of which nothing began or is
    /// paid.</param>
    public sealed record Cancelled(string Reason, string By, bool IsCustomers = false) : PlanFact;

    /// <summary>An instalment was paid.</summary>
    /// <param name="Payment">Our id of the payment.</param>
    /// <param name="Gateway">Where the money came in; null takes it from the top-up credit.</param>
    public sealed record Paid(int Instalment, string Payment, string? Gateway, Amount Amount) : PlanFact;

    /// <summary>The ledger says that a term's amount is used up.</summary>
    public sealed record UsedUp(int Term) : PlanFact;

    /// <summary>Nobody confirmed the offer in time.</summary>
    public sealed record OfferLapsed : PlanFact;

    /// <summary>A confirmed term may begin.</summary>
    public sealed record Begun : PlanFact;

    /// <summary>It is time for the next step of asking for an instalment.</summary>
    public sealed record Dunned(int Instalment, Dunning Step) : PlanFact;

    /// <summary>Nothing is overdue any more of a suspended plan.</summary>
    public sealed record Recovered : PlanFact;

    /// <summary>A cycle of a postpaid plan is over.</summary>
    public sealed record CycleOver : PlanFact;

    public sealed record RenewalOpened : PlanFact;

    /// <summary>The end comes near.</summary>
    public sealed record EndNear(int Days) : PlanFact;

    /// <summary>All pauses that the term may have are used up.</summary>
    public sealed record PauseUsedUp : PlanFact;

    /// <summary>The term ends soon, and the next is agreed and paid: its cover stands ready.</summary>
    public sealed record NextPrepared : PlanFact;

    public sealed record TermOver : PlanFact;

    /// <summary>Nothing can be charged to an ended term any more.</summary>
    public sealed record TermClosed(int Term) : PlanFact;
}

/// <summary>Why a fact cannot be true of a plan, or is not allowed.</summary>
public enum PlanRefusal
{
    WrongState = 1,
    NothingOffered = 2,
    OfferChanged = 3,
    OfferExpired = 4,
    PaidAlready = 5,
    NoSuchInstalment = 6,
    AmountDiffers = 7,
    InsufficientBalance = 8,
    CannotBePaused = 9,
    PauseUsedUp = 10,

    /// <summary>The next term is about to begin.</summary>
    Renewing = 11,
    BelowUsed = 12,

    /// <summary>The cover changed too often within the grace of its earlier terms.</summary>
    TooManyChanges = 13,
    CurrencyDiffers = 14,
    StructureDiffers = 15,
    ChangeAgreed = 16,

    /// <summary>The account holds as many covers as it can.</summary>
    NoRoom = 17,
    TooManyVersions = 18,

    /// <summary>The first instalment of a term is paid before its others.</summary>
    FirstComesFirst = 19,

    /// <summary>The plan is not the version that was edited.</summary>
    ChangedMeanwhile = 20,

    /// <summary>A plan that began, or of which something is paid, is cancelled by sales alone.</summary>
    OnlyBySales = 21,
}

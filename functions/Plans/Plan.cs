using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Plans;

/// <summary>
/// A billing plan: a pure state machine from its draft to the close of its last term. What a fact makes of it depends
/// on it and the scene alone.
/// </summary>
/// <param name="TimeZone">IANA name; calendar months are counted in it.</param>
/// <param name="Terms">Of the present term; before the first those of the draft.</param>
/// <param name="CreatedBy">Who drafted it.</param>
public sealed partial record Plan(
    PlanId Id, AccountId Account, string TimeZone, PlanTerms Terms, DateTimeOffset CreatedAt, string CreatedBy)
{
    public const int MaxVersions = 50;
    public const int MaxInstalments = 400;
    public const int MaxWishes = 50;

    /// <summary>Counts the terms that sales wrote, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The consultation request that it answers; null without one.</summary>
    public string? Request { get; init; }

    public PlanOffer? Offer { get; init; }

    /// <summary>Who agreed to what, and when.</summary>
    public ImmutableArray<PlanConfirmation> Confirmations { get; init; } = [];

    /// <summary>The last wishes of the customer.</summary>
    public ImmutableArray<PlanWish> Wishes { get; init; } = [];

    /// <summary>Counted from 1; zero until the first begins.</summary>
    public int Term { get; init; }

    public DateTimeOffset? TermFrom { get; init; }

    /// <summary>Null while it lasts until it is used up.</summary>
    public DateTimeOffset? TermUntil { get; init; }

    /// <summary>The last term is over, and the next waits for its payment.</summary>
    public bool IsBetweenTerms { get; init; }

    public ImmutableArray<Instalment> Instalments { get; init; } = [];

    /// <summary>A change of the present term that waits for its payment.</summary>
    public AgreedTerms? Change { get; init; }

    /// <summary>The next term, once agreed.</summary>
    public AgreedTerms? Next { get; init; }

    /// <summary>The next term's cover stands in the ledger already; it begins when the present term ends.</summary>
    public bool IsNextCovered { get; init; }

    /// <summary>The customer wants no automatic renewal.</summary>
    public bool IsRenewalUnwanted { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>By the pauses of this term that are over.</summary>
    public TimeSpan PausedFor { get; init; }

    public DateTimeOffset? SuspendedAt { get; init; }

    public bool IsRenewalOpen { get; init; }

    /// <summary>The fewest days before the end that the customer was told of; null of none.</summary>
    public int? DaysTold { get; init; }

    /// <summary>Counts the changes of the present term's cover.</summary>
    public int Step { get; init; }

    /// <summary>Counts the cycles of the present term that are over.</summary>
    public int Cycle { get; init; }

    /// <summary>What was invoiced of the present term, if postpaid; zero units before.</summary>
    public long InvoicedUnits { get; init; }

    /// <summary>What terms before left to the present one.</summary>
    public long CarriedUnits { get; init; }

    /// <summary>Not before this does the clock try again what the account had no room for.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Terms that are over and may still pay for late usage.</summary>
    public ImmutableArray<ClosingTerm> Closing { get; init; } = [];

    public ImmutableArray<ClosedTerm> Closed { get; init; } = [];

    public PlanEnd? End { get; init; }

    public Currency Currency => Terms.Total.Currency;

    public Amount CarriedOver => new(CarriedUnits, Currency);

    public bool IsOver => End is not null;

    /// <summary>A term runs, whether it covers anything now or not.</summary>
    public bool IsRunning => End is null && Term > 0 && !IsBetweenTerms;

    /// <summary>Its present term covers usage now.</summary>
    public bool Covers => IsRunning && PausedAt is null && SuspendedAt is null;

    public PlanStatus Status => this switch
    {
        { End: { } end } => end.Status,
        { Term: 0, Confirmations.IsEmpty: true, Offer: null } => PlanStatus.Draft,
        { Term: 0, Confirmations.IsEmpty: true } => PlanStatus.Sent,
        { Term: 0 } when !IsFirstPaid(1) => PlanStatus.AwaitingPayment,
        { Term: 0 } => PlanStatus.Scheduled,
        { IsBetweenTerms: true } => PlanStatus.PendingRenewal,
        { SuspendedAt: not null } => PlanStatus.Suspended,
        { PausedAt: not null } => PlanStatus.Paused,
        { IsRenewalOpen: true } or { Next: not null } or { Offer.Kind: OfferKind.Renewal } =>
            PlanStatus.PendingRenewal,
        _ => PlanStatus.Active,
    };

    public ShownPlanStatus Shown => Status switch
    {
        PlanStatus.Draft or PlanStatus.Sent or PlanStatus.AwaitingPayment => ShownPlanStatus.Offer,
        PlanStatus.Scheduled or PlanStatus.Declined or PlanStatus.OfferExpired => ShownPlanStatus.Offer,
        PlanStatus.Active or PlanStatus.Paused or PlanStatus.Suspended => ShownPlanStatus.Active,
        PlanStatus.PendingRenewal => ShownPlanStatus.PendingRenewal,
        PlanStatus.Expired => ShownPlanStatus.Expired,
        PlanStatus.Cancelled => Term == 0 ? ShownPlanStatus.Offer : ShownPlanStatus.Expired,
    };

    private Outcome<PlanStep, PlanRefusal> Decide(PlanFact fact, PlanScene scene) => fact switch
    {
        PlanFact.Edited it => Edit(it),
        PlanFact.Offered it => Send(it, scene),
        PlanFact.Confirmed it => Confirm(it, scene),
        PlanFact.Declined it => Decline(it, scene),
        PlanFact.OfferLapsed => LapseOffer(scene),
        PlanFact.Wished it => Wish(it, scene),
        PlanFact.RenewalSet it => SetRenewal(it, scene),
        PlanFact.Paid it => Pay(it, scene),
        PlanFact.Dunned it => Dun(it, scene),
        PlanFact.Recovered => Recovered(scene),
        PlanFact.CycleOver => InvoiceCycle(scene),
        PlanFact.Begun => BeginAgreed(scene),
        PlanFact.RenewalOpened => OpenRenewal(scene),
        PlanFact.EndNear it => TellEnd(it, scene),
        PlanFact.Paused => Pause(scene),
        PlanFact.Resumed or PlanFact.PauseUsedUp => Resume(scene),
        PlanFact.UsedUp it => UseUp(it, scene),
        PlanFact.NextPrepared => PrepareNext(scene),
        PlanFact.TermOver => EndTerm(scene),
        PlanFact.TermClosed it => Close(it, scene),
        PlanFact.Cancelled it => Cancel(it, scene),
        _ => PlanRefusal.WrongState,
    };

    /// <summary>Whether a term may begin as far as its payment goes.</summary>
    public bool IsFirstPaid(int term) => FirstOf(term)?.IsPaid ?? true;

    /// <summary>Whether its term begins with its payment.</summary>
    public bool IsFirst(Instalment part) => FirstOf(part.Term)?.Number == part.Number;

    public Instalment? InstalmentOf(int number) => Instalments.FirstOrDefault(part => part.Number == number);

    private Instalment? FirstOf(int term) =>
        Instalments.FirstOrDefault(part => part.Term == term && part.Kind == InstalmentKind.Price);

    private Plan With(Instalment changed) => this with
    {
        Instalments = [.. Instalments.Select(part => part.Number == changed.Number ? changed : part)],
    };

    private PlanStep Ended(PlanStatus status, string reason, PlanScene scene)
    {
        var ended = this with
        {
            End = new(status, scene.At, reason), Offer = null, Change = null, Next = null, PausedAt = null,
            SuspendedAt = null, IsBetweenTerms = false,
            Instalments = [.. Instalments.Where(part => part.IsPaid || IsOwed(part, status, scene.At))],
        };
        return new PlanStep(ended).Tell(Told(status), scene.At, ("reason", reason));
    }

    /// <summary>Whether it is to be paid although the plan is over: for a term that it had, and when it was
    /// cancelled as far as due.</summary>
    private bool IsOwed(Instalment part, PlanStatus end, DateTimeOffset at) =>
        part.Kind == InstalmentKind.Usage
        || (part.Kind == InstalmentKind.Price && part.Term <= Term && (end == PlanStatus.Expired || part.DueAt <= at));

    private static string Told(PlanStatus status) => status switch
    {
        PlanStatus.Declined => PlanTold.Declined,
        PlanStatus.OfferExpired => PlanTold.OfferLapsed,
        PlanStatus.Cancelled => PlanTold.Cancelled,
        _ => PlanTold.Expired,
    };
}

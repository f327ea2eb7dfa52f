using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Plans.Requests;

/// <summary>How far sales has come with a request.</summary>
public enum PlanRequestStatus
{
    New = 1,
    Contacted = 2,
    Offered = 3,
    Won = 4,
    Lost = 5,
    Withdrawn = 6,
}

/// <summary>Why a request may not become what was asked for.</summary>
public enum RequestRefusal
{
    IllegalStep = 1,
    RequestEnded = 2,
    TooManyActs = 3,
    TooManyPlans = 4,
}

/// <summary>
/// A customer's request to talk to sales about a plan: it goes from new over contacted and offered to won, lost or
/// withdrawn, and never back.
/// </summary>
public sealed record PlanRequest(PlanRequestId Id, AccountId Account, RequestWish Wish, DateTimeOffset CreatedAt)
{
    public const int MaxActs = 500;
    public const int MaxPlans = 50;

    public PlanRequestStatus Status { get; init; } = PlanRequestStatus.New;

    /// <summary>Who in sales looks after it; null when nobody does yet.</summary>
    public string? Owner { get; init; }

    /// <summary>When the customer was first contacted or offered a plan; it never changes again.</summary>
    public DateTimeOffset? FirstResponseAt { get; init; }

    /// <summary>The plans that came of it, in the order in which they were offered.</summary>
    public ImmutableArray<PlanId> Plans { get; init; } = [];

    public int Acts { get; init; }

    public bool IsOver => Status is PlanRequestStatus.Won or PlanRequestStatus.Lost or PlanRequestStatus.Withdrawn;

    /// <summary>A status that stands already is no step; one that has ended can still be noted on.</summary>
    public Outcome<PlanRequest, RequestRefusal> Apply(RequestAct act)
    {
        var next = act.Status ?? Status;
        if (next != Status && IsOver) return RequestRefusal.RequestEnded;
        if (next != Status && !MayBecome(next)) return RequestRefusal.IllegalStep;
        if (Acts >= MaxActs) return RequestRefusal.TooManyActs;

        return this with
        {
            Status = next,
            Owner = act.Owner ?? Owner,
            FirstResponseAt = FirstResponseAt ?? (IsResponse(next) ? act.At : null),
            Acts = Acts + 1,
        };
    }

    /// <summary>Several plans may be offered side by side; one that was offered already changes nothing.</summary>
    public Outcome<PlanRequest, RequestRefusal> Offer(PlanId plan, RequestAct act)
    {
        if (Plans.Contains(plan)) return this;
        if (IsOver) return RequestRefusal.RequestEnded;
        if (Plans.Length >= MaxPlans) return RequestRefusal.TooManyPlans;

        return Apply(act with { Status = PlanRequestStatus.Offered }).IsAccepted(out var offered, out var refusal)
            ? offered with { Plans = Plans.Add(plan) }
            : refusal;
    }

    private bool MayBecome(PlanRequestStatus next) => Status switch
    {
        PlanRequestStatus.New => next != PlanRequestStatus.Won,
        PlanRequestStatus.Contacted => next is not (PlanRequestStatus.New or PlanRequestStatus.Won),
        PlanRequestStatus.Offered => next is not (PlanRequestStatus.New or PlanRequestStatus.Contacted),
        _ => false,
    };

    /// <summary>A request that is lost or withdrawn at once was never answered.</summary>
    private static bool IsResponse(PlanRequestStatus status) =>
        status is PlanRequestStatus.Contacted or PlanRequestStatus.Offered;
}

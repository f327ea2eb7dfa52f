using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Plans.Requests;

/// <summary>A request as its customer and sales see it.</summary>
public sealed record PlanRequestView(
    string Id,
    AccountId Account,
    PlanRequestStatus Status,
    string? Owner,
    ImmutableArray<ServiceName> Services,
    string Message,
    RequestContact Contact,
    Amount? Budget,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FirstResponseAt,
    ImmutableArray<string> Plans)
{
    public static PlanRequestView Of(PlanRequest request) => new(
        request.Id.Value,
        request.Account,
        request.Status,
        request.Owner,
        request.Wish.Services,
        request.Wish.Message,
        request.Wish.Contact,
        request.Wish.Budget,
        request.CreatedAt,
        request.FirstResponseAt,
        [.. request.Plans.Select(plan => plan.Value)]);
}

/// <summary>A request with all that was done about it, the latest first.</summary>
public sealed record PlanRequestStory(
    PlanRequestView Request, ImmutableArray<NoteView> Notes, ImmutableArray<RequestStepView> Steps)
{
    public static PlanRequestStory Of(PlanRequest request, IReadOnlyList<RequestAct> acts) => new(
        PlanRequestView.Of(request),
        [.. acts.Where(act => act.Note is not null).Select(act => new NoteView(act.At, act.By, act.Note!))],
        [
            .. acts.Where(act => act is not { Status: null, Owner: null, Plan: null }).Select(
                act => new RequestStepView(act.At, act.By, act.Status, act.Owner, act.Plan?.Value)),
        ]);
}

/// <summary>What somebody in sales wrote about a request.</summary>
public sealed record NoteView(DateTimeOffset At, string By, string Text);

/// <summary>What somebody in sales changed in a request; null for what stayed.</summary>
public sealed record RequestStepView(
    DateTimeOffset At, string By, PlanRequestStatus? Status, string? Owner, string? Plan);

namespace Billing.Plans.Requests;

/// <summary>What somebody in sales did about a request, once: a step, a new owner, a note, or an offer.</summary>
/// <param name="Id">Of the effect: the same act sent again is one act.</param>
public sealed record RequestAct(string Id, DateTimeOffset At, string By)
{
    public const int MaxOwner = 100;
    public const int MaxNote = 2_000;

    /// <summary>Null when it stays.</summary>
    public PlanRequestStatus? Status { get; init; }

    /// <summary>Null when it stays.</summary>
    public string? Owner { get; init; }

    public string? Note { get; init; }

    /// <summary>The plan that was offered.</summary>
    public PlanId? Plan { get; init; }
}

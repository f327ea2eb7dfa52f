using Billing.Platform;

namespace Billing.Plans;

/// <summary>Reads what an offer says beside its terms, and notes every fault.</summary>
public static class PlanOfferBody
{
    /// <summary>Until when the offer stands.</summary>
    /// <param name="otherwise">Where nothing is said.</param>
    public static DateTimeOffset Until(RequestBody body, DateTimeOffset now, DateTimeOffset otherwise)
    {
        var until = body.OptionalTime("until") ?? otherwise;
        if (until <= now) body.Fault("until", "in_the_past", "An offer stands for a while.");
        if (until > now.AddDays(PlanRules.MaxOfferDays))
            body.Fault("until", "too_late", $"An offer stands for {PlanRules.MaxOfferDays} days at most.");
        return until;
    }
}

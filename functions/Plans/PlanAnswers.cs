using System.Globalization;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Plans;

/// <summary>Why something is not done with a plan, as HTTP says it, and how a plan's version is named there.</summary>
public static class PlanAnswers
{
    public static IActionResult ProfileRequired() => Problem.Of(
        409, "billing_profile_required", "The customer saves a billing profile first: it names currency and country.");

    public static IActionResult Refuse(PlanRefusal refusal) => refusal switch
    {
        PlanRefusal.WrongState => Conflict(refusal, "The plan does not stand where this can be done."),
        PlanRefusal.NothingOffered => Conflict(refusal, "No offer waits for an answer."),
        PlanRefusal.OfferChanged => Conflict(refusal, "The offer has another version; read it again."),
        PlanRefusal.OfferExpired => Conflict(refusal, "The offer has expired."),
        PlanRefusal.PaidAlready => Conflict(refusal, "This is paid already."),
        PlanRefusal.NoSuchInstalment => Invalid("instalment", refusal, "The plan has no such instalment."),
        PlanRefusal.AmountDiffers => Invalid("amount", refusal, "An instalment is paid in full, no more, no less."),
        PlanRefusal.InsufficientBalance => Problem.Of(
            402, "insufficient_credit", "The top-up credit is less than the instalment; top up, or pay otherwise."),
        PlanRefusal.CannotBePaused => Conflict(refusal, "This plan cannot be paused."),
        PlanRefusal.PauseUsedUp => Conflict(refusal, "The pauses of this term are used up."),
        PlanRefusal.Renewing => Conflict(refusal, "The next term is about to begin; do it after that."),
        PlanRefusal.BelowUsed => Conflict(refusal, "More of the plan is used than would be left of it."),
        PlanRefusal.TooManyChanges => Conflict(
            refusal, "The plan was changed too often lately; try again in a few days."),
        PlanRefusal.CurrencyDiffers => Conflict(refusal, "This is not the currency of the account."),
        PlanRefusal.StructureDiffers => Conflict(
            refusal, "How a term is paid for does not change within it; offer the change for its end."),
        PlanRefusal.ChangeAgreed => Conflict(refusal, "Another change is agreed and waits for its payment."),
        PlanRefusal.NoRoom => Conflict(refusal, "The account holds as many plans as it can."),
        PlanRefusal.TooManyVersions => Conflict(refusal, "The plan was written anew too often; draft another."),
        PlanRefusal.FirstComesFirst => Conflict(refusal, "The first instalment of the term is paid first."),
        PlanRefusal.ChangedMeanwhile => Problem.Of(
            412, Problem.Code(refusal), "The plan is not the version that If-Match names; read it again."),
        PlanRefusal.OnlyBySales => Conflict(
            refusal, "A plan that runs or is paid is cancelled by sales; contact them."),
    };

    /// <summary>The version as HTTP carries it.</summary>
    public static string Tag(Plan plan) => string.Create(CultureInfo.InvariantCulture, $"\"{plan.Version}\"");

    /// <summary>The version that If-Match names; null without it, zero, which no plan has, where it is none.</summary>
    public static int? Edited(HttpRequest request)
    {
        if (request.Headers.IfMatch is not [{ Length: > 0 } tag]) return null;
        var isVersion = int.TryParse(
            tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        return isVersion ? version : 0;
    }

    private static IActionResult Conflict(PlanRefusal refusal, string detail) =>
        Problem.Of(409, Problem.Code(refusal), detail);

    private static IActionResult Invalid(string field, PlanRefusal refusal, string message) =>
        Problem.Invalid([new(field, Problem.Code(refusal), message)]);
}

using System.Text.Json.Nodes;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.TopUps;

/// <summary>What others learn of a top-up when it changes: trouble that a person must know of.</summary>
public static class TopUpFacts
{
    /// <summary>The money is in: it became credit, or paid a plan.</summary>
    public const string Settled = "payment-settled";

    /// <summary>What was taken back is given again.</summary>
    public const string Reinstated = "payment-reinstated";

    public const string NeedsReview = "payment-needs-review";
    public const string Disputed = "payment-disputed";
    public const string TakenBack = "payment-taken-back";
    public const string Overdrawn = "payment-overdrawn";

    /// <summary>A payment for a plan that the plan could not take.</summary>
    public const string BecameCredit = "payment-became-credit";

    public static IEnumerable<OutboxFact> Between(TopUp before, TopUp after, DateTimeOffset at)
    {
        if (after.Credited is { } paid && before.Credited is null) yield return Fact(Settled, after, paid, at);
        if (after.Status != before.Status && after.Status == TopUpStatus.NeedsReview)
            yield return Fact(NeedsReview, after, after.Total, at);
        if (after.Reversals.IsDisputed && !before.Reversals.IsDisputed)
            yield return Fact(Disputed, after, after.Total, at);
        if (after.NetTaken > before.NetTaken)
            yield return Fact(TakenBack, after, after.NetTaken - before.NetTaken, at);
        if (after.NetTaken < before.NetTaken)
            yield return Fact(Reinstated, after, before.NetTaken - after.NetTaken, at);
        if (after is { For: not null, HasPaidPlan: false, Credited: { } credited } && before.Credited is null)
            yield return Fact(BecameCredit, after, credited, at);
        if (after.IsOverdrawn && !before.IsOverdrawn)
            yield return Fact(Overdrawn, after, after.Reversals.Refunded + after.Reversals.ChargedBack, at);
    }

    private static OutboxFact Fact(string kind, TopUp topUp, Amount amount, DateTimeOffset at) =>
        new(kind, new JsonObject
        {
            ["at"] = MovementJson.Time(at),
            ["topUpId"] = topUp.Id.Value,
            ["paymentId"] = topUp.Id.Value,
            ["method"] = topUp.Method.Value,
            ["status"] = EnumText.Format(topUp.Status),
            ["reason"] = topUp.Reason,
            ["planId"] = topUp.For?.Plan.Value,
            ["instalment"] = topUp.For?.Instalment,
            ["amount"] = amount.ToDecimalString(),
            ["currency"] = amount.Currency.Code,
        }.ToJsonString());
}

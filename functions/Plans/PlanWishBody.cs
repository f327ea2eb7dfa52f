using Billing.Money;
using Billing.Platform;

namespace Billing.Plans;

/// <summary>
/// Reads what a customer wants changed. A wish for more at the same price becomes an offer for the next term by itself
/// where the operator allows that; every other is for sales to answer.
/// </summary>
public static class PlanWishBody
{
    public const int MaxText = 500;

    /// <summary>Who sends an offer that nobody wrote.</summary>
    public const string Policy = "policy";

    /// <summary>A fact to be used only if the body then refuses nothing.</summary>
    public static PlanFact Read(RequestBody body, Plan plan, PlanRules rules, DateTimeOffset now, string by)
    {
        var text = body.Text("text", MaxText);
        if (!body.Has("amount")) return new PlanFact.Wished(text, by);

        var amount = body.Amount("amount");
        if (amount == default) return new PlanFact.Wished(text, by);
        if (amount.Currency != plan.Currency) Fault(body, "amount.currency", TermsRefusal.CurrencyDiffers);
        else if (!amount.IsPositive) Fault(body, "amount.amount", TermsRefusal.NotPositive);
        else if (!amount.IsWholeMinor) Fault(body, "amount.amount", TermsRefusal.Scale);
        else if (rules.AutoApprovesChanges && plan is { Offer: null, IsRunning: true }
            && plan.Terms.MayBeRaisedTo(amount))
            return new PlanFact.Offered(
                OfferKind.ChangeAtEnd, plan.Terms.RaisedTo(amount), now.AddDays(rules.OfferDays), Policy);

        return new PlanFact.Wished($"{text} (amount: {amount})", by);
    }

    private static void Fault(RequestBody body, string field, TermsRefusal refusal) =>
        body.Fault(field, Problem.Code(refusal), PlanTermsRules.Explain(refusal));
}

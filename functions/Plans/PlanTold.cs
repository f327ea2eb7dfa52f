using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Plans;

/// <summary>What others learn of a plan; what an invoice needs is in the instalment's and the closed term's.</summary>
public static class PlanTold
{
    public const string Offered = "plan-offered";
    public const string OfferLapsed = "plan-offer-expired";
    public const string Declined = "plan-declined";
    public const string Confirmed = "plan-confirmed";
    public const string Activated = "plan-activated";
    public const string Waits = "plan-waits-for-room";
    public const string Instalment = "plan-instalment";
    public const string Withdrawn = "plan-instalment-withdrawn";
    public const string Reminder = "plan-payment-reminder";
    public const string Due = "plan-payment-due";
    public const string Overdue = "plan-payment-overdue";
    public const string Paid = "plan-paid";
    public const string Suspended = "plan-suspended";
    public const string Paused = "plan-paused";
    public const string Resumed = "plan-resumed";
    public const string Changed = "plan-changed";
    public const string ChangeLapsed = "plan-change-lapsed";
    public const string Wished = "plan-wish";
    public const string RenewalOpened = "plan-renewal-open";
    public const string EndNear = "plan-end-near";
    public const string TermClosed = "plan-term-closed";
    public const string Expired = "plan-expired";
    public const string Cancelled = "plan-cancelled";

    public static OutboxFact Fact(
        string kind, Plan plan, DateTimeOffset at, IEnumerable<(string Name, object? Value)> more)
    {
        var body = new JsonObject
        {
            ["at"] = MovementJson.Time(at),
            ["planId"] = plan.Id.Value,
            ["name"] = plan.Terms.Name,
            ["status"] = EnumText.Format(plan.Status),
            ["term"] = plan.Term,
        };
        foreach (var (name, value) in more) body[name] = JsonSerializer.SerializeToNode(value, Json.Options);
        return new(kind, body.ToJsonString());
    }
}

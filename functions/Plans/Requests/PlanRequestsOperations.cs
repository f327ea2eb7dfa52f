using Billing.Accounts;
using Billing.Ledger;
using Billing.OpenApi;
using Billing.Platform;

namespace Billing.Plans.Requests;

/// <summary>What customers ask sales for, and what sales does about it.</summary>
public static class PlanRequestsOperations
{
    public static void Describe(OperationTable operations) => operations
        .Add(nameof(SendPlanRequest), it => it
            .Body(body => body
                .Lines("message", RequestWish.MaxMessage, "We train models at night.")
                .Object("contact", Contact)
                .Optional
                .Texts("services", RequestWish.MaxServices, 100, "gpu")
                .Amount("budget"))
            .Answers<PlanRequestView>(201)
            .Refuses(429, "too_many_requests"))
        .Add(nameof(GetPlanRequests), it => it
            .Query(query => query
                .Choice<PlanRequestStatus>("status")
                .Text("owner", RequestAct.MaxOwner, "sally")
                .Value<AccountId>("account", "acme")
                .Page())
            .Answers<PageOf<PlanRequestView>>())
        .Add(nameof(GetPlanRequest), it => it
            .Answers<PlanRequestStory>())
        .Add(nameof(ChangePlanRequest), it => it
            .Body(body => body
                .Sometimes
                .Choice<PlanRequestStatus>("status", "At least one of the three is sent.")
                .Optional
                .Text("owner", RequestAct.MaxOwner, "sally")
                .Lines("note", RequestAct.MaxNote, "Called; wants a quote for twelve months."))
            .Answers<PlanRequestStory>()
            .RefusesAny<RequestRefusal>(409));

    private static void Contact(Fields contact) => contact
        .Text("name", RequestContact.MaxName, "Nguyen Van An")
        .Text("email", BillingProfile.MaxEmailLength, "an@example.com")
        .Optional
        .Text("phone", RequestContact.MaxPhone, "+84 24 3825 1234");
}

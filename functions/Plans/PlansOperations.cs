using Billing.OpenApi;
using Billing.Platform;

namespace Billing.Plans;

/// <summary>What customers and sales send about plans, and what they get.</summary>
public static class PlansOperations
{
    private const string Terms = """
        {"name":"GPU, one year","services":["gpu"],"duration":{"unit":"month","count":12},
         "amount":{"amount":"10000000","currency":"VND"},
         "payment":{"structure":"allUpfront","ways":["online","balance"],
                    "price":{"amount":"9000000","currency":"VND"}}}
        """;

    public static void Describe(OperationTable operations) => operations
        .Add(nameof(GetPlans), it => it
            .Query(query => query.Choice<PlanStatus>("status").Page())
            .Answers<PageOf<PlanView>>())
        .Add(nameof(GetPlan), it => it
            .Answers<PlanView>()
            .Versioned())
        .Add(nameof(GetPlanSpend), it => it
            .Query(query => query
                .Day("from", "2026-11-01", "In the account's time zone; a month before the end without it.")
                .Day("until", "2026-12-01", $"The day after the last; at most {SpendQuestion.MaxDays} days."))
            .Answers<PlanSpendView>())
        .Add(nameof(DraftPlan), it => it
            .Body(body => body
                .Object("terms", PlanTermsFields.Describe)
                .Optional
                .Value<Requests.PlanRequestId>("requestId", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "Which request it answers."))
            .Example($$"""{"terms":{{Terms}}}""")
            .Answers<PlanView>(201)
            .Refuses(409, "billing_profile_required"))
        .Add(nameof(EditPlan), it => it
            .Body(body => body.Object("terms", PlanTermsFields.Describe))
            .Example($$"""{"terms":{{Terms}}}""")
            .Versioned()
            .Also(Applied)
            .Refuses(412, PlanRefusal.ChangedMeanwhile))
        .Add(nameof(SendPlan), it => it
            .Body(body => body.Optional.Time("until", "Until when the offer stands."))
            .Also(Applied))
        .Add(nameof(ConfirmPlan), it => it
            .Body(body => body.Number("version", 1, Plan.MaxVersions, 1, "That was shown.").Flag("acceptTerms"))
            .Also(Applied)
            .Refuses(409, "billing_profile_required"))
        .Add(nameof(DeclinePlan), it => it
            .Body(body => body.Number("version", 1, Plan.MaxVersions, 1, "That was shown."))
            .Also(Applied))
        .Add(nameof(PausePlan), it => it.Also(Applied))
        .Add(nameof(ResumePlan), it => it.Also(Applied))
        .Add(nameof(ChangePlan), it => it.Body(Change)
            .Example("""{"text":"We need twice as much","amount":{"amount":"20000000","currency":"VND"}}""")
            .Example($$"""{"terms":{{Terms}},"effective":"periodEnd"}""")
            .Also(Applied))
        .Add(nameof(RenewPlan), it => it
            .Body(Renewal)
            .Example("""{"wanted":true}""")
            .Example($$"""{"terms":{{Terms}}}""")
            .Also(Applied))
        .Add(nameof(CancelPlan), it => it
            .Body(body => body.Text("reason", CancelPlan.MaxReason, "The project ends"))
            .Also(Applied));

    /// <summary>What every change of a plan may come to; which of it depends on where the plan stands.</summary>
    private static void Applied(Operation operation) => operation
        .Answers<PlanView>()
        .Refuses<PlanRefusal>(
            409,
            [.. Enum.GetValues<PlanRefusal>().Except(
                [
                    PlanRefusal.NoSuchInstalment, PlanRefusal.AmountDiffers, PlanRefusal.InsufficientBalance,
                    PlanRefusal.ChangedMeanwhile,
                ])]);

    private static void Change(Fields body) => body
        .Sometimes
        .Text("text", PlanWishBody.MaxText, "We need twice as much", "Customers: what is wanted.")
        .Object("terms", PlanTermsFields.Describe, "Sales: what is offered.")
        .Choice<ChangeTime>("effective", "Sales: when it would hold.")
        .Amount("amount", "20000000", note: "Customers: the amount that is wanted.")
        .Time("until", "Sales: until when the offer stands.");

    private static void Renewal(Fields body) => body
        .Sometimes
        .Flag("wanted", "Customers: whether the plan is to be renewed.")
        .Object("terms", PlanTermsFields.Describe, "Sales: those of the next term; the same as now without.")
        .Time("until", "Sales: until when the offer stands.");
}

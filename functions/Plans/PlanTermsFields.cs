using Billing.Ledger;
using Billing.Money;
using Billing.OpenApi;
using Billing.Pricing;

namespace Billing.Plans;

/// <summary>What a plan's terms are written with.</summary>
public static class PlanTermsFields
{
    public static void Describe(Fields terms) => terms
        .Text("name", PlanTermsBody.MaxName, "GPU, one year")
        .Object("duration", Duration)
        .Amount("amount", "10000000", note: "What one term covers.")
        .Object("payment", Payment)
        .Sometimes
        .Texts("services", CoverTerms.MaxServices, 100, "gpu", "Required unless the plan is comprehensive.")
        .Texts("exclusions", CoverTerms.MaxServices, 100, "storage", "Only of a comprehensive plan.")
        .Optional
        .Flag("comprehensive", "Covers every service but its exclusions.", sample: false)
        .Items("quotas", CoverTerms.MaxQuotas, Quota)
        .Flag("sharedCeiling", "Quotas may sum to more than the amount.", sample: false)
        .Items("prices", CoverTerms.MaxPrices, Price, "Hold in place of the rate card's.")
        .Object("renewal", Renewal)
        .Object("pause", Pause)
        .Time("startsAt", "At most a year ahead; with the confirmation without it.")
        .Flag("rollsOver", "What is left goes to the next term.", sample: false);

    private static void Duration(Fields duration) => duration
        .Choice<DurationUnit>("unit")
        .Sometimes
        .Number("count", 1, PlanTermsBody.MaxDurationSeconds, 12, "Not of a plan that lasts until it is used.");

    private static void Payment(Fields payment) => payment
        .Choice<PaymentStructure>("structure")
        .Texts("ways", 3, 20, "online", "online, bankTransfer, balance.")
        .Sometimes
        .Amount("price", "9000000", note: "What a term costs; not of a postpaid plan.")
        .Optional
        .Items("schedule", PlanPaymentBody.MaxParts, Part, "The dated parts of a price that is paid partly upfront.")
        .Choice<InvoiceCycle>("cycle", "Of a postpaid plan.")
        .Number("dueDays", 0, PlanRules.MaxPatienceDays, 7)
        .Number("suspendAfterDays", 0, PlanRules.MaxPatienceDays, 14)
        .Flag("automatic", "What is due is taken from the balance by itself.", sample: false);

    private static void Part(Fields part) => part
        .Number("afterDays", 0, PlanPaymentBody.MaxAfterDays, 30, "After the beginning of the term.")
        .Sometimes
        .Amount("amount", "4500000")
        .Number("percent", 1, 100, 50, "In place of an amount, in all parts alike.");

    private static void Quota(Fields quota) => quota
        .Value<ServiceName>("service", "gpu")
        .Optional
        .Amount("amount", "6000000")
        .Quantity("units", "100");

    private static void Price(Fields price) => price
        .Value<ServiceName>("service", "gpu")
        .Value<MeterName>("meter", "hours")
        .Amount("price", "50000")
        .Value<Quantity>("per", "1")
        .Optional
        .Items("when", Dimensions.MaxCount, pair => pair
            .Text("name", Dimensions.MaxLength, "region")
            .Text("value", Dimensions.MaxLength, "vn-south"));

    private static void Renewal(Fields renewal) => renewal
        .Choice<RenewalKind>("kind")
        .Optional
        .Number("windowDays", 1, PlanRules.MaxPatienceDays, 7, "Before the end; renewals are decided within.");

    private static void Pause(Fields pause) => pause
        .Number("maxDays", 0, PlanTermsBody.MaxPauseDays, 30, "All pauses of a term together.")
        .Optional
        .Flag("extendsTerm");
}

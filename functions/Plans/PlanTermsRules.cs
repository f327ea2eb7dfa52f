using Billing.Ledger;
using Billing.Money;

namespace Billing.Plans;

/// <summary>Why terms cannot be a plan's.</summary>
public enum TermsRefusal
{
    CurrencyDiffers = 1,
    Scale = 2,
    NotPositive = 3,
    NotPostpaid = 4,
    ScheduleRequired = 5,
    ScheduleUnwanted = 6,
    ScheduleTooShort = 7,
    ScheduleStart = 8,
    ScheduleOrder = 9,
    ScheduleSum = 10,
    ScheduleTooLong = 11,
    TooShort = 12,
    TooLong = 13,
    WindowTooLong = 14,
    PostpaidRollsOver = 15,
    BalanceRequired = 16,
    NeverRenewed = 17,
    StartsTooLate = 18,
    NothingCovered = 19,
    ServiceTwice = 20,
    QuotaTwice = 21,
    QuotaNotCovered = 22,
    QuotaEmpty = 23,
    QuotaAboveTotal = 24,
    QuotasAboveTotal = 25,
    PriceNotCovered = 26,
    PriceAmbiguous = 27,
    PriceDimensions = 28,
    TermsTooLong = 29,
    NeverUsedUp = 30,
    NoTimeToPay = 31,
    RollsOverTooSoon = 32,
}

/// <summary>One fault of terms: which field, which rule.</summary>
public readonly record struct TermsFault(string Field, TermsRefusal Reason);

/// <summary>What a plan may promise and ask for.</summary>
public static class PlanTermsRules
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(366);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(PlanDuration.MaxYears * 366);

    /// <summary>All faults at once; a rule about a field that could not be read is left out.</summary>
    /// <param name="currency">The account's.</param>
    public static IEnumerable<TermsFault> Faults(
        PlanTerms terms, Currency currency, PlanRules rules, DateTimeOffset now) =>
    [
        .. OfTotal(terms, currency), .. OfTime(terms, rules, now),
        .. PlanPaymentRules.Faults(terms, currency), .. OfCover(terms, currency),
    ];

    private static IEnumerable<TermsFault> OfTotal(PlanTerms terms, Currency currency)
    {
        if (terms.Total == default) yield break;
        if (terms.Total.Currency != currency) yield return new("amount.currency", TermsRefusal.CurrencyDiffers);
        else if (!terms.Total.IsPositive) yield return new("amount.amount", TermsRefusal.NotPositive);
        else if (!terms.Total.IsWholeMinor) yield return new("amount.amount", TermsRefusal.Scale);
    }

    private static IEnumerable<TermsFault> OfTime(PlanTerms terms, PlanRules rules, DateTimeOffset now)
    {
        if (terms.StartsAt - now > LongestWait) yield return new("startsAt", TermsRefusal.StartsTooLate);
        if (terms.Duration.Unit == DurationUnit.UntilUsed)
        {
            if (terms.Renewal.Kind == RenewalKind.Automatic)
                yield return new("renewal.kind", TermsRefusal.NeverRenewed);
            if (QuotasEndFirst(terms.Cover)) yield return new("quotas", TermsRefusal.NeverUsedUp);
            yield break;
        }

        if (terms.Duration.Count == 0) yield break;
        var shortest = terms.Duration.Shortest;
        if (shortest < TimeSpan.FromSeconds(rules.MinimumSeconds)) yield return new("duration", TermsRefusal.TooShort);
        if (shortest > Longest) yield return new("duration", TermsRefusal.TooLong);
        if (terms.Payment.Schedule.Any(part => TimeSpan.FromDays(part.AfterDays) > shortest))
            yield return new("payment.schedule", TermsRefusal.ScheduleTooLong);
        if (terms.RollsOver && shortest <= Expiry.Grace) yield return new("rollsOver", TermsRefusal.RollsOverTooSoon);
        if (TimeSpan.FromDays(terms.Renewal.WindowDays - 1) >= shortest)
            yield return new("renewal.windowDays", TermsRefusal.WindowTooLong);
    }

    /// <summary>True if quotas may stop every service before the amount is used up: then the plan would never
    /// end.</summary>
    private static bool QuotasEndFirst(CoverTerms cover) =>
        !cover.Scope.IsComprehensive
        && cover.Scope.Services.All(service => cover.Quotas.Any(quota => quota.Service == service))
        && (cover.Quotas.Any(quota => quota.Units is not null)
            || cover.Quotas.Aggregate(Int128.Zero, (sum, it) => sum + (it.Money?.Units ?? 0)) < cover.Total.Units);

    private static IEnumerable<TermsFault> OfCover(PlanTerms terms, Currency currency)
    {
        if (terms.RollsOver && terms.IsPostpaid) yield return new("rollsOver", TermsRefusal.PostpaidRollsOver);
        var hasUnread = terms.Cover.Quotas.Any(quota => quota.Service == default)
            || terms.Cover.Prices.Any(price => price.Service == default);
        if (hasUnread || terms.Total.Currency != currency) yield break;
        if (CoverRules.Refusal(terms.Cover) is not { } refusal) yield break;
        if (Fault(refusal, terms.Cover.Scope.IsComprehensive) is { } fault) yield return fault;
    }

    private static TermsFault? Fault(CoverRefusal refusal, bool isComprehensive) => refusal switch
    {
        CoverRefusal.NothingCovered or CoverRefusal.TooManyServices => new("services", TermsRefusal.NothingCovered),
        CoverRefusal.ServiceTwice => new(isComprehensive ? "exclusions" : "services", TermsRefusal.ServiceTwice),
        CoverRefusal.QuotaTwice => new("quotas", TermsRefusal.QuotaTwice),
        CoverRefusal.QuotaNotCovered or CoverRefusal.TooManyQuotas => new("quotas", TermsRefusal.QuotaNotCovered),
        CoverRefusal.QuotaEmpty => new("quotas", TermsRefusal.QuotaEmpty),
        CoverRefusal.QuotaAboveTotal => new("quotas", TermsRefusal.QuotaAboveTotal),
        CoverRefusal.QuotasAboveTotal => new("quotas", TermsRefusal.QuotasAboveTotal),
        CoverRefusal.PriceNotCovered or CoverRefusal.TooManyPrices => new("prices", TermsRefusal.PriceNotCovered),
        CoverRefusal.PriceAmbiguous => new("prices", TermsRefusal.PriceAmbiguous),
        CoverRefusal.PriceDimensions => new("prices", TermsRefusal.PriceDimensions),
        CoverRefusal.MixedCurrencies => new("prices", TermsRefusal.CurrencyDiffers),
        CoverRefusal.TermsTooLong or CoverRefusal.TooMuchTogether => new("", TermsRefusal.TermsTooLong),
        CoverRefusal.TotalNotPositive or CoverRefusal.EndsBeforeStart => null,

        // Reasons why a cover is not changed: terms alone give none of them.
        CoverRefusal.ChangedBefore or CoverRefusal.ChangesThePast or CoverRefusal.ChangesTheFuture => null,
        CoverRefusal.EndsBeforeChange or CoverRefusal.TotalBelowUsed or CoverRefusal.QuotaBelowUsed => null,
        CoverRefusal.TooManyChanges or CoverRefusal.ChangesTooLong => null,
    };

    public static string Explain(TermsRefusal refusal) => refusal switch
    {
        TermsRefusal.CurrencyDiffers => "This is not the currency of the account.",
        TermsRefusal.Scale => "This has a fraction of the smallest unit that can be paid.",
        TermsRefusal.NotPositive => "This is above zero.",
        TermsRefusal.NotPostpaid => "A postpaid plan costs what it covers; it has no price of its own.",
        TermsRefusal.ScheduleRequired => "A price that is paid in parts has a schedule.",
        TermsRefusal.ScheduleUnwanted => "Only a price that is paid in parts has a schedule.",
        TermsRefusal.ScheduleTooShort => "A schedule has at least two parts.",
        TermsRefusal.ScheduleStart => "The first part is due when the term begins: after 0 days.",
        TermsRefusal.ScheduleOrder => "Each part is due later than the one before.",
        TermsRefusal.ScheduleSum => "The parts sum to the price exactly.",
        TermsRefusal.ScheduleTooLong => "Each part is due within the term.",
        TermsRefusal.TooShort => "A term is not as short as that.",
        TermsRefusal.TooLong => "A term lasts ten years at most.",
        TermsRefusal.WindowTooLong => "The renewal window has no more days than the term.",
        TermsRefusal.PostpaidRollsOver => "Of a postpaid plan nothing is left to roll over.",
        TermsRefusal.BalanceRequired => "What is taken by itself is taken from the balance; name it among the ways.",
        TermsRefusal.NeverRenewed => "A plan that lasts until it is used up is not renewed by itself.",
        TermsRefusal.StartsTooLate => "The first term begins within a year.",
        TermsRefusal.NothingCovered => "A plan covers at least one service.",
        TermsRefusal.ServiceTwice => "A service is named twice.",
        TermsRefusal.QuotaTwice => "A service has one quota at most.",
        TermsRefusal.QuotaNotCovered => "A quota is of a service that the plan covers.",
        TermsRefusal.QuotaEmpty => "A quota has an amount, units, or both, above zero.",
        TermsRefusal.QuotaAboveTotal => "No quota is above the amount of the plan.",
        TermsRefusal.QuotasAboveTotal => "Quotas exceed the amount together only if sharedCeiling is true.",
        TermsRefusal.PriceNotCovered => "A price is of a service that the plan covers.",
        TermsRefusal.PriceAmbiguous => "Two prices could tie for the same use.",
        TermsRefusal.PriceDimensions => "The conditions of a price are too long.",
        TermsRefusal.TermsTooLong => "These terms are too large to keep.",
        TermsRefusal.NeverUsedUp =>
            "A plan that lasts until it is used up cannot have quotas that stop all of its services before.",
        TermsRefusal.RollsOverTooSoon =>
            "What rolls over is known three days after a term; a term that gets it lasts longer than that.",
        TermsRefusal.NoTimeToPay => "A day at least lies between asking for a payment and stopping for want of it.",
    };
}

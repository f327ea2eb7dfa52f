using Billing.Money;
using Billing.Platform;

namespace Billing.Plans;

/// <summary>
/// Reads a plan's terms from JSON and notes every fault. All that a plan must say is required here, so that no draft
/// can be sent without it.
/// </summary>
/// <param name="currency">The account's: all money of the plan is in it.</param>
public sealed class PlanTermsBody(Currency currency, PlanRules rules)
{
    public const int MaxName = 100;
    private const int DefaultWindowDays = 7;
    private const int DefaultPauseDays = 30;
    public const int MaxPauseDays = 365;
    public const int MaxDurationSeconds = PlanDuration.MaxYears * 366 * 86_400;

    /// <summary>Terms to be used only if the body then refuses nothing.</summary>
    /// <param name="body">The object that holds the terms.</param>
    /// <param name="now">A first term may wait a year to begin, no longer.</param>
    public PlanTerms Read(RequestBody body, DateTimeOffset now)
    {
        var (name, duration) = (body.Text("name", MaxName), Duration(body.Object("duration")));
        var rollsOver = body.OptionalFlag("rollsOver") ?? false;
        var terms = new PlanTerms(
            name,
            new PlanCoverBody(currency).Read(body) with { RollsOver = rollsOver },
            duration,
            new PlanPaymentBody(currency, rules).Read(body.Object("payment")),
            body.Has("renewal") ? Renewal(body.Object("renewal"), duration) : new(RenewalKind.None, Window(duration)),
            body.Has("pause") ? Pause(body.Object("pause")) : new(DefaultPauseDays, ExtendsTerm: true),
            body.OptionalTime("startsAt"),
            rollsOver);
        foreach (var fault in PlanTermsRules.Faults(terms, currency, rules, now))
            body.Fault(fault.Field, Problem.Code(fault.Reason), PlanTermsRules.Explain(fault.Reason));
        return terms;
    }

    private static PlanDuration Duration(RequestBody body)
    {
        var unit = body.Choice<DurationUnit>("unit");
        if (unit == DurationUnit.UntilUsed) return new(unit, 0);
        var count = body.Number("count", 1, Most(unit));
        return unit == 0 ? default : new(unit, count);
    }

    private static int Most(DurationUnit unit) => unit switch
    {
        DurationUnit.Month => PlanDuration.MaxYears * 12,
        DurationUnit.Year => PlanDuration.MaxYears,
        DurationUnit.Day => PlanDuration.MaxYears * 366,
        _ => MaxDurationSeconds,
    };

    private static RenewalTerms Renewal(RequestBody body, PlanDuration duration)
    {
        var kind = body.Choice<RenewalKind>("kind");
        return new(kind, body.OptionalNumber("windowDays", 1, PlanRules.MaxPatienceDays) ?? Window(duration));
    }

    /// <summary>A week, or as many whole days as half of a shorter term has, but one at least.</summary>
    private static int Window(PlanDuration duration) => duration == default
        ? 1
        : (int)Math.Clamp(duration.Shortest.Ticks / 2 / TimeSpan.TicksPerDay, 1, DefaultWindowDays);

    private static PauseTerms Pause(RequestBody body) => new(
        body.Number("maxDays", 0, MaxPauseDays), body.OptionalFlag("extendsTerm") ?? true);
}

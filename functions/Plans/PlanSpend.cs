using Billing.Ledger;
using Billing.Money;
using NodaTime;
using NodaTime.Extensions;

namespace Billing.Plans;

/// <summary>What a plan paid for one service on one day; what was taken back is less, on the day of taking
/// back.</summary>
/// <param name="Day">In the account's time zone.</param>
/// <param name="Charges">How many charges it paid for, in whole or in part.</param>
public sealed record DaySpend(DateOnly Day, ServiceName Service, AmountSum Amount, long Charges);

/// <summary>What a plan paid for one service in all of the days.</summary>
public sealed record ServiceSpend(ServiceName Service, AmountSum Amount, long Charges);

/// <summary>Which days of which plan are asked for.</summary>
/// <param name="Term">One term alone; null for all of them.</param>
/// <param name="From">The first day, in the account's time zone.</param>
/// <param name="Until">The day after the last.</param>
public sealed record SpendQuestion(
    AccountId Account, PlanId Plan, int? Term, Currency Currency, string TimeZone, DateOnly From, DateOnly Until)
{
    public const int MaxDays = 92;

    public bool Asks(LotId fund) => Term is { } term
        ? fund == PlanScene.Id(Plan, term)
        : fund.Value.StartsWith($"plan:{Plan}:", StringComparison.Ordinal);

    /// <summary>The day of an instant where the account is billed.</summary>
    public static DateOnly DayOf(DateTimeOffset time, string timeZone) =>
        time.ToInstant().InZone(DateTimeZoneProviders.Tzdb[timeZone]).Date.ToDateOnly();
}

/// <summary>Adds up who paid for which service on which day, for one plan.</summary>
public sealed class PlanSpend(SpendQuestion question)
{
    private readonly SortedDictionary<(DateOnly Day, ServiceName Service), DaySpend> _days = [];

    public void Add(RatedLine line)
    {
        if (PaidBy(line.Legs) is { } paid) Add(line.Time, line.Service, paid, charges: 1);
    }

    /// <summary>Counts what was given back to the plan.</summary>
    public void Add(Movement movement)
    {
        if (movement.Fact is MovementFact.UsageReversed { Usage: var usage } && PaidBy(usage.Legs) is { } paid)
            Add(movement.Time, usage.Service, -paid, charges: -1);
    }

    /// <param name="end">Only days before this one.</param>
    public IReadOnlyList<DaySpend> Days(DateOnly end) => [.. _days.Values.Where(day => day.Day < end)];

    /// <param name="end">Only days before this one.</param>
    public IReadOnlyList<ServiceSpend> Services(DateOnly end) =>
    [
        .. Days(end).GroupBy(day => day.Service).OrderBy(group => group.Key).Select(group => new ServiceSpend(
            group.Key,
            group.Aggregate(AmountSum.Zero(question.Currency), (sum, day) => sum + day.Amount),
            group.Sum(day => day.Charges))),
    ];

    private AmountSum? PaidBy(IEnumerable<Leg> legs)
    {
        AmountSum? paid = null;
        foreach (var leg in legs)
            if (leg.Kind == FundKind.Plan && question.Asks(leg.Fund))
                paid = (paid ?? AmountSum.Zero(question.Currency)) + leg.Amount;
        return paid;
    }

    private void Add(DateTimeOffset time, ServiceName service, AmountSum amount, int charges)
    {
        var day = SpendQuestion.DayOf(time, question.TimeZone);
        if (day < question.From || day >= question.Until) return;
        var known = _days.GetValueOrDefault((day, service), new(day, service, AmountSum.Zero(question.Currency), 0));
        _days[(day, service)] = known with { Amount = known.Amount + amount, Charges = known.Charges + charges };
    }
}

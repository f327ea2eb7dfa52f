namespace Billing.Ledger;

/// <summary>Gathers days into runs without a gap, so that a run is read at once.</summary>
internal static class DayRuns
{
    public static IEnumerable<(DateOnly First, DateOnly Last)> Of(IReadOnlyCollection<int> dayNumbers)
    {
        var sorted = dayNumbers.Order().ToList();
        for (int from = 0, to = 0; from < sorted.Count; from = ++to)
        {
            while (to + 1 < sorted.Count && sorted[to + 1] == sorted[to] + 1) to++;
            yield return (DateOnly.FromDayNumber(sorted[from]), DateOnly.FromDayNumber(sorted[to]));
        }
    }
}

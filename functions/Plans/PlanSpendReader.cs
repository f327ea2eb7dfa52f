using Billing.Ledger;

namespace Billing.Plans;

/// <summary>What was read of a plan's spend.</summary>
/// <param name="Until">Where reading stopped: all days before are whole.</param>
public sealed record SpendRead(PlanSpend Spend, DateOnly Until)
{
    public IReadOnlyList<DaySpend> Days => Spend.Days(Until);

    public IReadOnlyList<ServiceSpend> Services => Spend.Services(Until);
}

/// <summary>What the present term paid for, by service.</summary>
/// <param name="IsComplete">False when there was more to read than one answer may.</param>
public sealed record TermSpend(IReadOnlyList<ServiceSpend> Services, bool IsComplete);

/// <summary>
/// Reads what a plan paid for from the ledger's rated lines: only segments in which a plan paid are opened.
/// </summary>
/// <param name="maxSegments">Segments that one answer opens; the day that is being read is read to its end.</param>
public sealed class PlanSpendReader(LedgerReader ledger, int maxSegments = PlanSpendReader.MaxSegments)
{
    public const int MaxSegments = 250;

    /// <returns>Null before the first term.</returns>
    public async Task<TermSpend?> ReadTerm(Plan plan, DateTimeOffset now, CancellationToken stop)
    {
        if (plan.TermFrom is not { } from) return null;
        var (first, today) = (SpendQuestion.DayOf(from, plan.TimeZone), SpendQuestion.DayOf(now, plan.TimeZone));
        var until = today.AddDays(1);
        var read = await Read(
            new(plan.Account, plan.Id, plan.Term, plan.Currency, plan.TimeZone, first, until), stop);
        return new(read.Services, read.Until == until);
    }

    public async Task<SpendRead> Read(SpendQuestion question, CancellationToken stop)
    {
        var spend = new PlanSpend(question);
        var (first, last) = (question.From.AddDays(-1), question.Until);
        var end = await ReadLines(spend, question, first, last, stop);
        await foreach (var movement in ledger.MovementsOf(question.Account, first, last, stop)) spend.Add(movement);
        return new(spend, end);
    }

    /// <summary>
    /// Days of the ledger are UTC days: what is before one of them is whole the day before, in any zone.
    /// </summary>
    private async Task<DateOnly> ReadLines(
        PlanSpend spend, SpendQuestion question, DateOnly first, DateOnly last, CancellationToken stop)
    {
        var (opened, day) = (0, first);
        await foreach (var summary in ledger.SegmentsOf(question.Account, first, last, stop))
        {
            if (!summary.Traits.HasFlag(SegmentTraits.Plan)) continue;
            var isWhole = summary.Day > day && summary.Day.AddDays(-1) > question.From;
            if (opened >= maxSegments && isWhole) return summary.Day.AddDays(-1);

            (opened, day) = (opened + 1, summary.Day);
            var segment = await ledger.Segment(question.Account, summary.Day, summary.FirstSeq, stop);
            foreach (var line in segment!.Lines) spend.Add(line);
        }
        return question.Until;
    }
}

using Billing.Ledger;
using NodaTime;

namespace Billing.History.Rollups;

/// <summary>Some rows of usage, newest first, and where the next page goes on; null at the end.</summary>
/// <param name="IsTooFine">True where a day has too many resources to ask for one of them.</param>
public sealed record UsagePage(IReadOnlyList<UsageRow> Rows, UsagePosition? Next, bool IsTooFine = false);

/// <summary>
/// Reads usage summed up by hour or day, service, meter and resource. What a page costs is bounded: a day of many
/// events is summed up once, over several requests if need be.
/// </summary>
public sealed class UsageReader(KnownDays known, UsageDayReader days)
{
    /// <summary>Days with usage that one page looks at.</summary>
    public const int MaxDays = 31;

    /// <summary>Segments that one request sums up.</summary>
    public const int MaxSegments = 2_000;

    private static readonly DateOnly Inception = new(2000, 1, 1);

    /// <param name="after">Where the page before ended; null for the newest rows.</param>
    /// <param name="now">Usage may lie a little in the future, because clocks differ.</param>
    /// <exception cref="UsageNotReadyException">The newest day asked for takes another request.</exception>
    public async Task<UsagePage> Read(
        AccountId account,
        UsageSpans spans,
        UsageFilter filter,
        UsagePosition? after,
        int limit,
        DateTimeOffset now,
        CancellationToken stop)
    {
        var search = new Search(account, spans, filter, new(MaxSegments));
        var rows = new List<UsageRow>();
        var first = filter.From is { } from ? LedgerKeys.DayOf(from) : Inception;
        var end = after is { } position ? new DateTimeOffset(position.UtcTicks, TimeSpan.Zero) : Newest(filter, now);
        var date = await DateUntil(search, first, spans.DateOf(end), stop);
        for (var looks = 1; date is { } today; looks++)
        {
            if (await Sums(search, today, stop) is not { } found)
                return rows.Count > 0
                    ? new(rows, UsagePosition.After(spans.DayOf(today).Until))
                    : throw new UsageNotReadyException(new(today.Year, today.Month, today.Day));
            if (found.IsMerged && filter.Resource is not null) return new(rows, Next: null, IsTooFine: true);

            foreach (var (place, row) in found.Rows)
            {
                if (after is { } last && place.CompareTo(last) <= 0) continue;
                if (rows.Count == limit) return new(rows, UsagePosition.Of(rows[^1].From, KeyOf(rows[^1])));
                rows.Add(row);
            }
            var start = spans.DayOf(today).From;
            if (looks == MaxDays) return new(rows, UsagePosition.After(start));
            date = await DateUntil(search, first, today.PlusDays(-1), stop);
        }
        return new(rows, Next: null);
    }

    /// <summary>The rows of one day of the zone, in their order; null where they are not summed up yet.</summary>
    private async Task<(SortedDictionary<UsagePosition, UsageRow> Rows, bool IsMerged)?> Sums(
        Search search, LocalDate date, CancellationToken stop)
    {
        var (from, until) = search.Spans.DayOf(date);
        var sums = new Dictionary<(DateTimeOffset From, DateTimeOffset Until, UsageKey Key), UsageFigures>();
        var (currency, isMerged) = (default(Money.Currency?), false);
        for (var day = LedgerKeys.DayOf(from); day <= LedgerKeys.DayOf(until.AddTicks(-1)); day = day.AddDays(1))
        {
            if (await search.Day(days, day, stop) is not { } usage) return null;
            currency ??= usage.Currency;
            isMerged |= usage.IsMerged;
            foreach (var (key, figures) in usage.Sums)
            {
                var slot = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddTicks(
                    key.Slot * usage.Minutes * TimeSpan.TicksPerMinute);
                if (slot < from || slot >= until || !search.Filter.Includes(slot) || !search.Filter.Includes(key))
                    continue;
                var span = search.Spans.SpanOf(slot);
                var place = (span.From, span.Until, key with { Slot = 0 });
                if (!sums.TryGetValue(place, out var sum)) sums.Add(place, sum = new());
                sum.Add(figures);
            }
        }
        var rows = sums.ToDictionary(
            it => UsagePosition.Of(it.Key.From, it.Key.Key),
            it => UsageRow.Of((it.Key.From, it.Key.Until), it.Key.Key, it.Value, currency!.Value, isMerged));
        return (new(rows), isMerged);
    }

    /// <summary>The newest day of the zone, not after another, that may have something on it.</summary>
    private async Task<LocalDate?> DateUntil(
        Search search, DateOnly first, LocalDate bound, CancellationToken stop)
    {
        var last = LedgerKeys.DayOf(search.Spans.DayOf(bound).Until.AddTicks(-1));
        if (await known.Newest(search.Account, first, last, stop) is not { } day) return null;

        var end = new DateTimeOffset(day, TimeOnly.MaxValue, TimeSpan.Zero);
        var date = search.Spans.DateOf(end);
        return date < bound ? date : bound;
    }

    private static UsageKey KeyOf(UsageRow row) => new(0, row.Service, row.Meter, new(row.Resource));

    private static DateTimeOffset Newest(UsageFilter filter, DateTimeOffset now)
    {
        var newest = now.AddDays(1);
        return filter.Until is { } until && until < newest ? until.AddTicks(-1) : newest;
    }

    /// <summary>One request while it is answered; a day of UTC may be a part of two days of the zone.</summary>
    private sealed class Search(AccountId account, UsageSpans spans, UsageFilter filter, FoldBudget budget)
    {
        private readonly Dictionary<DateOnly, UsageDay> _days = [];

        public AccountId Account => account;
        public UsageSpans Spans => spans;
        public UsageFilter Filter => filter;

        public async Task<UsageDay?> Day(UsageDayReader days, DateOnly day, CancellationToken stop)
        {
            if (_days.TryGetValue(day, out var known)) return known;
            if (await days.Read(account, day, spans.SlotMinutes, budget, stop) is not { } found) return null;

            return _days[day] = found;
        }
    }
}

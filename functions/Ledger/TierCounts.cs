using System.Collections.Immutable;
using Billing.Money;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>Counts billed quantity by meter and billing month, and forgets months that are long past.</summary>
internal sealed class TierCounts
{
    /// <summary>Counters older than the newest month by more than this many months are dropped.</summary>
    private const int MonthsKept = 3;

    private readonly Dictionary<TierCounter, Cell> _cells = [];
    private BillingMonths _months;
    private int _newest;
    private Cell? _last;

    public TierCounts(ImmutableSortedDictionary<TierCounter, Quantity> counters, string timeZone)
    {
        _months = new(timeZone);
        foreach (var (counter, billed) in counters)
        {
            _cells.Add(counter, new(counter) { Micros = billed.Micros });
            _newest = Math.Max(_newest, counter.Month);
        }
    }

    public void CountIn(string timeZone) => _months = new(timeZone);

    public Quantity Start(ServiceName service, MeterName meter, DateTimeOffset eventTime) =>
        new(Find(new(service, meter, _months.Of(eventTime)))?.Micros ?? 0);

    public void Count(RatedLine line)
    {
        var counter = new TierCounter(line.Service, line.Meter, _months.Of(line.Time));
        var cell = Find(counter);
        Invariant.Holds(
            line.TierStart.Micros == (cell?.Micros ?? 0), "I9 a line's tier starts where the last one ended");
        if (cell is null && !IsTooOld(counter.Month)) _cells.Add(counter, cell = _last = new(counter));
        if (cell is not null) cell.Micros += line.Billed.Micros;
        if (counter.Month > _newest) MoveOn(counter.Month);
    }

    public ImmutableSortedDictionary<TierCounter, Quantity> ToCounters() =>
        _cells.Values.ToImmutableSortedDictionary(cell => cell.Counter, cell => new Quantity(cell.Micros));

    /// <summary>Lines of one meter come in runs, and their names are mostly the same objects.</summary>
    private Cell? Find(TierCounter counter)
    {
        if (_last is { } last && last.Is(counter)) return last;
        return _cells.TryGetValue(counter, out var cell) ? _last = cell : null;
    }

    private void MoveOn(int month)
    {
        _newest = month;
        foreach (var old in _cells.Keys.Where(counter => IsTooOld(counter.Month)).ToList()) _cells.Remove(old);
        _last = null;
    }

    private bool IsTooOld(int month) => MonthNumber(_newest) - MonthNumber(month) > MonthsKept;

    private static int MonthNumber(int month) => month / 100 * 12 + month % 100;

    private sealed class Cell(TierCounter counter)
    {
        public TierCounter Counter { get; } = counter;

        public long Micros { get; set; }

        public bool Is(TierCounter other) =>
            Counter.Month == other.Month && Counter.Meter == other.Meter && Counter.Service == other.Service;
    }
}

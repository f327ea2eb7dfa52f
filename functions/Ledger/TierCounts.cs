using System.Collections.Immutable;
using Billing.Money;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>Counts billed quantity by meter and billing month, and forgets months that are long past.</summary>
internal sealed class TierCounts
{
    /// <summary>Counters older than the newest month by more than this many months are dropped.</summary>
    private const int MonthsKept = 3;

    private const int MaxRecent = 8;

    private readonly Dictionary<TierCounter, Cell> _cells = [];
    private BillingMonths _months;
    private int _newest;
    private readonly List<Cell> _recent = [];

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

    /// <exception cref="OverflowException">It counts as many meters as it can.</exception>
    public Quantity Start(ServiceName service, MeterName meter, DateTimeOffset eventTime)
    {
        var month = _months.Of(eventTime);
        var cell = Find(new(service, meter, month));
        if (cell is null && _cells.Count >= AccountState.MaxTiers && KeptIn(month) >= AccountState.MaxTiers)
            throw new OverflowException("An account counts a bounded number of meters.");
        return new(cell?.Micros ?? 0);
    }

    /// <param name="ownPriced">What of the line was charged at prices of covers: no tier counts it.</param>
    public void Count(RatedLine line, long ownPriced)
    {
        var counter = new TierCounter(line.Service, line.Meter, _months.Of(line.Time));
        var cell = Find(counter);
        Invariant.Holds(
            line.TierStart.Micros == (cell?.Micros ?? 0), "I9 a line's tier starts where the last one ended");
        if (cell is null && !IsTooOld(counter.Month)) _cells.Add(counter, cell = new(counter));
        if (cell is not null) cell.Micros += line.Billed.Micros - ownPriced;
        if (counter.Month > _newest) MoveOn(counter.Month);
    }

    /// <summary>Takes back what a line counted; a month that is forgotten stays so.</summary>
    public void Uncount(ReversedUsage usage)
    {
        if (Find(new(usage.Service, usage.Meter, _months.Of(usage.Time))) is not { } cell) return;
        cell.Micros -= usage.Counted.Micros;
        Invariant.Holds(cell.Micros >= 0, "I7 no more is given back than was counted");
    }

    public ImmutableSortedDictionary<TierCounter, Quantity> ToCounters() =>
        _cells.Values.ToImmutableSortedDictionary(cell => cell.Counter, cell => new Quantity(cell.Micros));

    /// <summary>Lines come from a few meters, and their names are mostly the same objects.</summary>
    private Cell? Find(TierCounter counter)
    {
        foreach (var recent in _recent) if (recent.Is(counter)) return recent;
        if (!_cells.TryGetValue(counter, out var cell)) return null;

        if (_recent.Count == MaxRecent) _recent.Clear();
        _recent.Add(cell);
        return cell;
    }

    /// <summary>Counters that are left when a line of that month is counted: a new month makes others too old.
    /// </summary>
    private int KeptIn(int month)
    {
        var newest = Math.Max(month, _newest);
        return _cells.Keys.Count(counter => !IsTooOld(counter.Month, newest));
    }

    private void MoveOn(int month)
    {
        _newest = month;
        foreach (var old in _cells.Keys.Where(counter => IsTooOld(counter.Month)).ToList()) _cells.Remove(old);
        _recent.Clear();
    }

    private bool IsTooOld(int month) => IsTooOld(month, _newest);

    private static bool IsTooOld(int month, int newest) => MonthNumber(newest) - MonthNumber(month) > MonthsKept;

    private static int MonthNumber(int month) => month / 100 * 12 + month % 100;

    private sealed class Cell(TierCounter counter)
    {
        public TierCounter Counter { get; } = counter;

        public long Micros { get; set; }

        public bool Is(TierCounter other) =>
            Counter.Month == other.Month && Counter.Meter == other.Meter && Counter.Service == other.Service;
    }
}

using System.Runtime.InteropServices;
using Billing.Ledger;
using Billing.Money;

namespace Billing.History.Rollups;

/// <summary>
/// The usage of one UTC day of an account in sums, up to a line and a movement of its ledger. What comes later has a
/// higher number, so it is added to what was summed up before.
/// </summary>
/// <param name="minutes">How long a slot is: 60, or less where the hours of a time zone begin between those of
/// UTC.</param>
public sealed class UsageDay(DateOnly day, int minutes)
{
    /// <summary>With more sums than this the day does not tell resources apart.</summary>
    public const int MaxSums = 20_000;

    private readonly Dictionary<UsageKey, UsageFigures> _sums = [];
    private readonly Dictionary<string, UsageResource> _resources = new(StringComparer.Ordinal);

    public DateOnly Day => day;

    public int Minutes => minutes;

    /// <summary>First number of the last segment that is in it; 0 before the first.</summary>
    public long LastSegment { get; set; }

    /// <summary>Number of the last movement that was looked at; 0 before the first.</summary>
    public long LastMovement { get; set; }

    /// <summary>True once the day had too many resources to tell them apart.</summary>
    public bool IsMerged { get; private set; }

    /// <summary>Null while there is nothing.</summary>
    public Currency? Currency { get; private set; }

    public IReadOnlyDictionary<UsageKey, UsageFigures> Sums => _sums;

    public void Add(Segment segment)
    {
        foreach (var line in segment.Lines)
        {
            var sum = SumOf(line.Time, line.Service, line.Meter, ResourceOf(line.Dimensions));
            sum.Charges++;
            sum.Micros += line.Quantity.Micros;
            foreach (ref readonly var leg in line.Legs.AsSpan()) sum.Pay(leg.Kind, leg.Amount.Units);
            Currency ??= line.Amount.Currency;
        }
        LastSegment = segment.FirstSeq;
    }

    /// <summary>What was given back of a charge counts when it was given back.</summary>
    public void Add(HistoryEntry reversal, UsageResource resource)
    {
        SumOf(reversal.Date, reversal.Service!.Value, reversal.Meter!.Value, IsMerged ? default : resource).GivenBack +=
            reversal.Amount.Units;
        Currency ??= reversal.Amount.Currency;
    }

    /// <summary>A sum as it was kept.</summary>
    public void Put(UsageKey key, UsageFigures figures, Currency currency)
    {
        _sums.Add(key, figures);
        Currency = currency;
    }

    /// <summary>Tells no resources apart any more: it would be too many sums.</summary>
    public void Merge()
    {
        IsMerged = true;
        foreach (var (key, figures) in _sums.ToArray())
        {
            if (key.Resource == default) continue;
            _sums.Remove(key);
            Sum(key with { Resource = default }).Add(figures);
        }
    }

    private UsageResource ResourceOf(string dimensions)
    {
        if (IsMerged) return default;
        if (_resources.TryGetValue(dimensions, out var known)) return known;

        if (_resources.Count == MaxSums) _resources.Clear();
        return _resources[dimensions] = UsageResource.Of(dimensions);
    }

    private UsageFigures SumOf(
        DateTimeOffset time, ServiceName service, MeterName meter, UsageResource resource)
    {
        var slot = (int)(time.UtcDateTime.TimeOfDay.Ticks / (TimeSpan.TicksPerMinute * minutes));
        if (_sums.Count >= MaxSums && !IsMerged) Merge();
        return Sum(new(slot, service, meter, IsMerged ? default : resource));
    }

    private UsageFigures Sum(UsageKey key)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out _);
        return sum ??= new();
    }
}

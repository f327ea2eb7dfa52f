using System.Globalization;
using Billing.Ledger;

namespace Billing.History.Rollups;

/// <summary>Where a row stands: the newest time first, then by name.</summary>
public readonly record struct UsagePosition(long UtcTicks, string Service, string Meter, string Resource)
    : IComparable<UsagePosition>
{
    /// <summary>Sorts behind every name.</summary>
    private const string Last = "\uffff";

    public static UsagePosition Of(DateTimeOffset from, UsageKey key) => new(
        from.UtcTicks, key.Service.Value, key.Meter.Value, key.Resource.ToString());

    /// <summary>Behind all rows of that time.</summary>
    public static UsagePosition After(DateTimeOffset time) => new(time.UtcTicks, Last, "", "");

    public static bool TryParse(string? text, out UsagePosition position)
    {
        position = default;
        if ((text ?? "").Split('|', 4) is not [var time, var service, var meter, var resource]) return false;
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)) return false;
        if (ticks > DateTimeOffset.MaxValue.UtcTicks) return false;
        position = new(ticks, service, meter, resource);
        return true;
    }

    public int CompareTo(UsagePosition other)
    {
        if (UtcTicks != other.UtcTicks) return other.UtcTicks.CompareTo(UtcTicks);
        if (string.CompareOrdinal(Service, other.Service) is not 0 and var byService) return byService;
        return string.CompareOrdinal(Meter, other.Meter) is not 0 and var byMeter
            ? byMeter
            : string.CompareOrdinal(Resource, other.Resource);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{UtcTicks}|{Service}|{Meter}|{Resource}");
}

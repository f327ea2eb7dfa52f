using NodaTime;
using NodaTime.Extensions;

namespace Billing.Ledger;

/// <summary>
/// Tells the billing month (yyyyMM) of an instant in one time zone; remembers the month of the last answer.
/// </summary>
internal sealed class BillingMonths(string timeZone)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[timeZone];
    private DateTimeOffset _from = DateTimeOffset.MaxValue;
    private DateTimeOffset _until = DateTimeOffset.MinValue;
    private int _month;

    public int Of(DateTimeOffset time)
    {
        if (_from <= time && time < _until) return _month;

        var local = time.ToInstant().InZone(_zone).Date;
        var first = new LocalDate(local.Year, local.Month, 1);
        _from = _zone.AtStartOfDay(first).ToDateTimeOffset();
        _until = _zone.AtStartOfDay(first.PlusMonths(1)).ToDateTimeOffset();
        return _month = local.Year * 100 + local.Month;
    }
}

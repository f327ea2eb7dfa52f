using Billing.Ledger;
using Billing.Platform;

namespace Billing.History;

/// <summary>Reads which entries of the credit history a query asks for.</summary>
public static class HistoryQuery
{
    private const string Bound = "a date, such as 2026-11-22, or a time of RFC 3339";

    public static HistoryFilter Read(RequestQuery query, AccountDates dates)
    {
        var filter = new HistoryFilter(
            query.OptionalValue<ServiceName>("service", ServiceName.TryParse, "a service"),
            query.OptionalChoice<HistoryStatus>("status"),
            query.OptionalChoice<HistoryKind>("kind"),
            query.OptionalValue<DateTimeOffset>("from", dates.TryParse, Bound),
            query.OptionalValue<DateTimeOffset>("to", dates.TryParse, Bound))
        {
            Meter = query.OptionalValue<MeterName>("meter", MeterName.TryParse, "a meter"),
            Resource = query.OptionalValue<UsageResource>("resource", UsageResource.TryParse, "a resource"),
        };
        if (filter.From >= filter.Until)
            query.Fault("to", "range", "The end must be after the start; it is not included.");
        return filter;
    }
}

using Billing.Ledger;
using Billing.Platform;

namespace Billing.History.Rollups;

/// <summary>Which usage is asked for; every part that is set must hold.</summary>
/// <param name="From">The start of an hour, or day, of the zone.</param>
/// <param name="Until">The same; not included.</param>
public sealed record UsageFilter(
    ServiceName? Service = null,
    MeterName? Meter = null,
    UsageResource? Resource = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null)
{
    private const string Bound = "a date, such as 2026-11-22, or a time of RFC 3339";

    public bool Includes(UsageKey key) =>
        (Service is null || key.Service == Service)
        && (Meter is null || key.Meter == Meter)
        && (Resource is null || key.Resource == Resource);

    public bool Includes(DateTimeOffset slot) =>
        (From is not { } from || from <= slot) && (Until is not { } until || slot < until);

    public static UsageFilter Read(RequestQuery query, AccountDates dates, UsageSpans spans)
    {
        var filter = new UsageFilter(
            query.OptionalValue<ServiceName>("service", ServiceName.TryParse, "a service"),
            query.OptionalValue<MeterName>("meter", MeterName.TryParse, "a meter"),
            query.OptionalValue<UsageResource>("resource", UsageResource.TryParse, "a resource"),
            query.OptionalValue<DateTimeOffset>("from", dates.TryParse, Bound),
            query.OptionalValue<DateTimeOffset>("to", dates.TryParse, Bound));
        if (filter.From >= filter.Until)
            query.Fault("to", "range", "The end must be after the start; it is not included.");
        if (filter.From is { } from && !spans.IsStart(from)) query.Fault("from", "not_a_start", Start);
        if (filter.Until is { } until && !spans.IsStart(until)) query.Fault("to", "not_a_start", Start);
        return filter;
    }

    private const string Start = "This is not the start of an hour, or day, of your time zone.";
}

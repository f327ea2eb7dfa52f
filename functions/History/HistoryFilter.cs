using Billing.Ledger;

namespace Billing.History;

/// <summary>Which entries are asked for; every part that is set must hold.</summary>
/// <param name="From">At or after this instant.</param>
/// <param name="Until">Before this instant.</param>
public sealed record HistoryFilter(
    ServiceName? Service = null,
    HistoryStatus? Status = null,
    HistoryKind? Kind = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null)
{
    /// <summary>Usage that this meter counted, and what of it was given back.</summary>
    public MeterName? Meter { get; init; }

    /// <summary>Usage of this resource, and what of it was given back.</summary>
    public UsageResource? Resource { get; init; }

    public bool WantsUsage => Kind is null or HistoryKind.Usage && WantsSuccess;

    /// <summary>Credit that came in or expired belongs to no service; what is given back does.</summary>
    public bool WantsMovements => Kind is not HistoryKind.Usage && WantsSuccess;

    /// <summary>The ledger holds what happened; what is pending or failed are payments.</summary>
    public bool WantsPayments => Status is HistoryStatus.Pending or HistoryStatus.Failed;

    private bool WantsSuccess => Status is null or HistoryStatus.Success;

    /// <summary>A reversal must know the resource of what it gives back.</summary>
    public bool Includes(HistoryEntry entry) =>
        MayInclude(entry) && (Resource is null || entry.Resource == Resource);

    /// <summary>True also for a reversal whose resource is still to be looked up.</summary>
    public bool MayInclude(HistoryEntry entry) =>
        (Service is null || entry.Service == Service)
        && (Status is null || entry.Status == Status)
        && (Kind is null || entry.Kind == Kind)
        && (From is not { } from || from <= entry.Date)
        && (Until is not { } until || entry.Date < until)
        && (Meter is null || entry.Meter == Meter)
        && (Resource is null || entry.Kind == HistoryKind.Reversal || entry.Resource == Resource);

    public bool Includes(RatedLine line) =>
        WantsUsage
        && (Service is null || line.Service == Service)
        && (Meter is null || line.Meter == Meter)
        && (From is not { } from || from <= line.Time)
        && (Until is not { } until || line.Time < until)
        && (Resource is null || UsageResource.Of(line.Dimensions) == Resource);

    /// <summary>False if no line of the segment can be asked for; true does not promise one.</summary>
    public bool MayInclude(SegmentSummary segment) =>
        WantsUsage
        && (Service is not { } service || segment.Services.Any(sum => sum.Service == service))
        && (From is not { } from || from <= segment.Last)
        && (Until is not { } until || segment.First < until);
}

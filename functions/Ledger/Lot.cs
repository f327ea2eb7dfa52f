using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>Whether a lot was given or bought; given money is spent first.</summary>
public enum LotKind
{
    Voucher = 1,
    TopUp = 2,
}

/// <summary>Credit that came in at one moment for one reason, and what is left of it.</summary>
/// <param name="Remaining">Never negative.</param>
/// <param name="From">Usable for events at or after this instant; a top-up is usable for events of any time.</param>
/// <param name="Until">Usable for events before this instant; null never expires.</param>
/// <param name="Services">The services it may pay for; empty pays for all.</param>
/// <param name="OpenedSeq">The ledger sequence number of the movement that made it: older lots are drawn first.</param>
public sealed record Lot(
    LotId Id,
    LotKind Kind,
    Amount Remaining,
    DateTimeOffset From,
    DateTimeOffset? Until,
    ImmutableArray<ServiceName> Services,
    long OpenedSeq)
{
    public bool IsUsable(DateTimeOffset eventTime, ServiceName service) =>
        Remaining.IsPositive
        && From <= eventTime
        && (Until is not { } until || eventTime < until)
        && (Services.IsEmpty || Services.Contains(service));

    /// <summary>
    /// Vouchers before top-ups; among vouchers the scoped first, then the earliest expiry; then the oldest.
    /// </summary>
    public static IComparer<Lot> DrawingOrder { get; } = Comparer<Lot>.Create(static (a, b) =>
    {
        var byKind = a.Kind.CompareTo(b.Kind);
        if (byKind != 0) return byKind;
        var byScope = a.Services.IsEmpty.CompareTo(b.Services.IsEmpty);
        if (byScope != 0) return byScope;
        var byExpiry = (a.Until ?? DateTimeOffset.MaxValue).CompareTo(b.Until ?? DateTimeOffset.MaxValue);
        return byExpiry != 0 ? byExpiry : a.OpenedSeq.CompareTo(b.OpenedSeq);
    });
}

using Billing.TopUps;

namespace Billing.History;

/// <summary>Which payments are asked for; every part that is set must hold.</summary>
/// <param name="From">Confirmed at or after this instant.</param>
/// <param name="Until">Confirmed before this instant.</param>
public sealed record PaymentFilter(
    PaymentKind Type = PaymentKind.TopUp,
    ShownStatus? Status = null,
    PayMethod? Method = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null)
{
    public bool Includes(TopUp topUp) =>
        Type == PaymentKind.TopUp
        && (Status is null || topUp.Shown == Status)
        && (Method is null || topUp.Method == Method)
        && (From is not { } from || from <= topUp.StartedAt)
        && (Until is not { } until || topUp.StartedAt < until);
}

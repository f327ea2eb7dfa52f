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
    public bool Includes(PaymentView payment) =>
        payment.Type == Type
        && (Status is null || payment.Status == Status)
        && (Method is not { } method || payment.Method == method.Value)
        && (From is not { } from || from <= payment.Date)
        && (Until is not { } until || payment.Date < until);
}

using Billing.Money;

namespace Billing.TopUps;

/// <summary>Where one top-up, or one payment of a plan, stands.</summary>
/// <param name="Total">What is paid.</param>
/// <param name="Exchange">Null where nothing is exchanged.</param>
/// <param name="PayBefore">Null where it can be paid at any time.</param>
/// <param name="RedirectUrl">Where to pay while it is open; null else.</param>
/// <param name="Instructions">How to pay by bank transfer while it is open; null else.</param>
/// <param name="Plan">The plan that it pays; null for a top-up.</param>
public sealed record TopUpView(
    string TopUpId,
    ShownStatus Status,
    Amount Amount,
    Amount Total,
    ExchangeView? Exchange,
    string Method,
    string TermsVersion,
    DateTimeOffset CreatedAt,
    DateTimeOffset? PayBefore,
    DateTimeOffset? PaidAt,
    DateTimeOffset? SettledAt,
    string? RedirectUrl,
    TransferInstructions? Instructions,
    string? Plan,
    int? Instalment)
{
    public static TopUpView Of(TopUp topUp, TransferAccounts accounts) => new(
        topUp.Id.Value,
        topUp.Shown,
        topUp.Amount,
        topUp.Total,
        ExchangeView.Of(topUp.Exchange),
        topUp.Method.Value,
        topUp.Consent.TermsVersion,
        topUp.StartedAt,
        topUp.PayBefore,
        topUp.PaidAt,
        topUp.SettledAt,
        topUp.IsOpen ? topUp.RedirectUrl : null,
        accounts.For(topUp),
        topUp.For?.Plan.Value,
        topUp.For?.Instalment);
}

/// <summary>A payment that has begun: the customer pays at the address, or as the instructions say.</summary>
/// <param name="Plan">The plan that it pays; null for a top-up.</param>
public sealed record StartedPayment(
    string TopUpId,
    ShownStatus Status,
    string? RedirectUrl,
    TransferInstructions? Instructions,
    string? Plan,
    int? Instalment)
{
    public static StartedPayment Of(TopUp topUp, TransferAccounts accounts) => new(
        topUp.Id.Value,
        topUp.Shown,
        topUp.RedirectUrl,
        accounts.For(topUp),
        topUp.For?.Plan.Value,
        topUp.For?.Instalment);
}

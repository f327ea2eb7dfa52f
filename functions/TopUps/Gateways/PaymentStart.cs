namespace Billing.TopUps.Gateways;

/// <summary>How a payment began at its gateway. The set is closed.</summary>
public abstract record PaymentStart
{
    private PaymentStart()
    {
    }

    /// <summary>The customer pays on a page of the gateway.</summary>
    /// <param name="GatewayId">The gateway's id of the payment; null where it knows only ours.</param>
    public sealed record Redirect(Uri Url, string? GatewayId) : PaymentStart;

    /// <summary>The customer pays elsewhere and names our reference there.</summary>
    /// <param name="Reference">Known to nobody else.</param>
    public sealed record Instructed(string Reference) : PaymentStart;

    /// <summary>The gateway refused for certain: the payment cannot be.</summary>
    public sealed record Refused(string Code) : PaymentStart;

    /// <summary>Nobody knows whether it began; the same start, sent again, finds out.</summary>
    public sealed record Unanswered(string Reason) : PaymentStart;
}

namespace Billing.TopUps.Gateways;

/// <summary>What a gateway says to a refund. The set is closed.</summary>
public abstract record RefundAnswer
{
    private RefundAnswer()
    {
    }

    /// <summary>It is under way, or done.</summary>
    /// <param name="Refund">The gateway's id of the refund.</param>
    public sealed record Accepted(string Refund) : RefundAnswer;

    /// <summary>No money goes back.</summary>
    public sealed record Refused(string Code) : RefundAnswer;

    /// <summary>Nobody knows; the same order, sent again, finds out.</summary>
    public sealed record Unanswered(string Reason) : RefundAnswer;
}

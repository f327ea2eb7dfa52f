namespace Billing.TopUps;

/// <summary>How a result reached us: pushed by the gateway, or read from it by us.</summary>
public enum ResultSource
{
    Notice = 1,
    Poll = 2,
}

/// <summary>What has to be done after a result was applied to a top-up. The set is closed.</summary>
public abstract record TopUpStep
{
    private TopUpStep(TopUp topUp) => TopUp = topUp;

    /// <summary>The top-up as it stands after the result.</summary>
    public TopUp TopUp { get; }

    /// <summary>Nothing: it was decided before.</summary>
    public sealed record Settled(TopUp After) : TopUpStep(After);

    /// <summary>Nothing yet: the payment is still open.</summary>
    public sealed record Waiting(TopUp After) : TopUpStep(After);

    /// <summary>Store the new state; no money moves.</summary>
    public sealed record Moved(TopUp After) : TopUpStep(After);

    /// <summary>Store the new state and credit the account, in one transaction.</summary>
    public sealed record Credited(TopUp After) : TopUpStep(After);

    /// <summary>Store the new state, and take back, give again or hold the credit, in one transaction.</summary>
    public sealed record Reversed(TopUp After) : TopUpStep(After);

    /// <summary>Paid, says a notice, after we had given it up: read it from the gateway before crediting.</summary>
    public sealed record AskGateway(TopUp After) : TopUpStep(After);

    /// <summary>Nothing is changed, because it cannot be true of this top-up; a person must look.</summary>
    public sealed record Disagrees(TopUp After, string Reason) : TopUpStep(After);
}

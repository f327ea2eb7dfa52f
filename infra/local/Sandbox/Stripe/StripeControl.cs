namespace Billing.LocalHost.Sandbox.Stripe;

/// <summary>
/// What the sandbox was told to do with the next payment or call; each order is used once, the interval stays.
/// </summary>
internal sealed record StripeControl
{
    /// <summary>success, fail, or unpaid: the session is complete and the money comes, or fails, later.</summary>
    public string Outcome { get; init; } = "success";

    /// <summary>The code of a decline.</summary>
    public string Code { get; init; } = "card_declined";

    public StripeNoticePlan Notice { get; init; } = new();

    public StripeFailure NextCall { get; init; } = new();

    public int? NoticeIntervalMilliseconds { get; init; }

    public bool IsValid =>
        Outcome is "success" or "fail" or "unpaid"
        && Code.Length is > 0 and <= 100
        && Notice.Order is "before" or "after"
        && Notice.Copies is >= 1 and <= 50
        && Notice.DelayMilliseconds is >= 0 and <= 3_600_000
        && NextCall.Failure is "" or "500" or "429" or "timeout" or "reset"
        && NextCall.Call is "any" or "create" or "read" or "expire" or "refund"
        && NextCall.Times is >= 1 and <= 100
        && NoticeIntervalMilliseconds is null or (>= 1 and <= 3_600_000);
}

/// <summary>How calls of the API fail.</summary>
internal sealed record StripeFailure
{
    /// <summary>500, 429, timeout or reset (the answer breaks off); empty for an answer.</summary>
    public string Failure { get; init; } = "";

    /// <summary>Which calls: create, read, expire, refund or any.</summary>
    public string Call { get; init; } = "any";

    /// <summary>The call did its work before it failed. A 500 is then what the idempotency key remembers.</summary>
    public bool TookEffect { get; init; }

    public int Times { get; init; } = 1;

    public bool Meets(string call) => Failure.Length > 0 && (Call == "any" || Call == call);
}

/// <summary>What happens to the notices of a payment; only the first sending of each is spoilt.</summary>
internal sealed record StripeNoticePlan
{
    /// <summary>For what nobody pressed a button for.</summary>
    public static StripeNoticePlan AtOnce { get; } = new() { Order = "now" };

    /// <summary>before or after the browser is sent back.</summary>
    public string Order { get; init; } = "before";

    /// <summary>The events stand in the list and are never sent.</summary>
    public bool Drop { get; init; }

    /// <summary>Copies sent at once, each time.</summary>
    public int Copies { get; init; } = 1;

    public int DelayMilliseconds { get; init; }

    /// <summary>The last event of the payment is sent first.</summary>
    public bool Reorder { get; init; }

    public bool CorruptSignature { get; init; }

    public bool WrongAmount { get; init; }

    public bool WrongCurrency { get; init; }

    /// <summary>The first notice is sent, and answered, before the browser is sent back.</summary>
    public bool ComesFirst => this is { Order: "before", DelayMilliseconds: 0, Drop: false };
}

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>
/// What the sandbox was told: the order that is approved next takes what is said of capture and notices, the next call
/// the failure; token life and interval stay.
/// </summary>
internal sealed record PayPalControl
{
    private const int MaxMilliseconds = 3_600_000;

    public PayPalCapturePlan Capture { get; init; } = new();

    public PayPalNoticePlan Notice { get; init; } = new();

    public PayPalFailure Failure { get; init; } = new();

    /// <summary>How long tokens given from now on live.</summary>
    public int? TokenSeconds { get; init; }

    public int? NoticeIntervalMilliseconds { get; init; }

    public bool IsValid =>
        Capture.Outcome is "COMPLETED" or "PENDING" or "DECLINED" or "INSTRUMENT_DECLINED"
        && Notice.Copies is >= 1 and <= 50
        && Notice.DelayMilliseconds is >= 0 and <= MaxMilliseconds
        && Failure.Kind is "" or "401" or "404" or "429" or "500" or "timeout" or "reset" or "cut"
        && Failure.Times is >= 0 and <= 1000
        && TokenSeconds is null or (>= 1 and <= 100_000)
        && NoticeIntervalMilliseconds is null or (>= 1 and <= MaxMilliseconds);
}

/// <summary>How the next capture of an order ends.</summary>
internal sealed record PayPalCapturePlan
{
    /// <summary>COMPLETED, PENDING, DECLINED (a capture that failed) or INSTRUMENT_DECLINED (no capture).</summary>
    public string Outcome { get; init; } = "COMPLETED";

    /// <summary>Why it is pending.</summary>
    public string Reason { get; init; } = "PENDING_REVIEW";

    /// <summary>Captured instead of what was ordered; empty for what was ordered.</summary>
    public string Value { get; init; } = "";

    /// <summary>Likewise the currency.</summary>
    public string Currency { get; init; } = "";
}

/// <summary>What happens to the notices of an order.</summary>
internal sealed record PayPalNoticePlan
{
    /// <summary>No notice is ever sent.</summary>
    public bool Drop { get; init; }

    /// <summary>Copies sent at once, each time.</summary>
    public int Copies { get; init; } = 1;

    public int DelayMilliseconds { get; init; }

    /// <summary>Each waits until a later one of the same order was sent, though not for ever.</summary>
    public bool Reorder { get; init; }

    /// <summary>The first sending of each has a wrong signature.</summary>
    public bool CorruptSignature { get; init; }

    /// <summary>What notices of captures say instead of the truth; empty for the truth.</summary>
    public string Value { get; init; } = "";

    /// <summary>Likewise the currency.</summary>
    public string Currency { get; init; } = "";
}

/// <summary>How the next calls fail.</summary>
internal sealed record PayPalFailure
{
    /// <summary>401, 404, 429, 500, timeout, reset, cut (within the answer), or empty for none.</summary>
    public string Kind { get; init; } = "";

    /// <summary>token, create, get, capture, refund, verify or certificate; empty for any but token.</summary>
    public string Call { get; init; } = "";

    /// <summary>True if the call takes effect all the same.</summary>
    public bool After { get; init; }

    public int Times { get; init; } = 1;

    public bool Hits(string call) => Kind.Length > 0 && Times > 0 && (Call == call || (Call == "" && call != "token"));
}

namespace Billing.LocalHost.Sandbox.VnPay;

/// <summary>
/// What the sandbox was told to do with the next payment or call; each order is used once, the interval stays.
/// </summary>
internal sealed record VnPayControl
{
    /// <summary>success, fail, cancel or suspicious.</summary>
    public string Outcome { get; init; } = "success";

    /// <summary>The response code of a failure.</summary>
    public string Code { get; init; } = "51";

    public NoticePlan Notice { get; init; } = new();

    /// <summary>
    /// 500 or timeout for the next question, with After once it has taken effect; empty for an answer.
    /// </summary>
    public string NextCall { get; init; } = "";

    public int? NoticeIntervalMilliseconds { get; init; }

    public bool IsValid =>
        Outcome is "success" or "fail" or "cancel" or "suspicious"
        && Notice.Order is "before" or "after" or "without"
        && Notice.Copies is >= 1 and <= 50
        && Notice.DelayMilliseconds is >= 0 and <= 3_600_000
        && NextCall is "" or "500" or "timeout" or "500After" or "timeoutAfter"
        && NoticeIntervalMilliseconds is null or (>= 1 and <= 3_600_000);

    /// <summary>Response code and transaction status of an outcome.</summary>
    public static (string ResponseCode, string Status) Codes(string outcome, string code) => outcome switch
    {
        "success" => ("00", "00"),
        "cancel" => ("24", "02"),
        "suspicious" => ("07", "07"),
        _ => (code, "02"),
    };
}

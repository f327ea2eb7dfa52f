namespace Billing.Platform.Telemetry;

/// <summary>The dimensions of what is counted; each value is from a closed set.</summary>
public static class Dimension
{
    public static KeyValuePair<string, object?> Service(string name) => new("service", name);

    /// <param name="code">The code of a refusal.</param>
    public static KeyValuePair<string, object?> Reason(string code) => new("reason", code);

    public static KeyValuePair<string, object?> Currency(string code) => new("currency", code);

    /// <param name="kind">plan, voucher, topUp or debt.</param>
    public static KeyValuePair<string, object?> Funding(string kind) => new("funding", kind);

    public static KeyValuePair<string, object?> Queue(string name) => new("queue", name);

    public static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);

    public static KeyValuePair<string, object?> Cause(string cause) => new("cause", cause);

    /// <param name="method">The way to pay, such as vnpay.</param>
    public static KeyValuePair<string, object?> Gateway(string method) => new("gateway", method);

    public static KeyValuePair<string, object?> Operation(string name) => new("operation", name);

    public static KeyValuePair<string, object?> Function(string name) => new("function", name);

    public static KeyValuePair<string, object?> Trigger(string kind) => new("trigger", kind);

    public static KeyValuePair<string, object?> Group(string name) => new("group", name);
}

namespace Billing.LocalHost.Demo;

/// <summary>The demo's price list: so much per million tokens, by currency.</summary>
public static class DemoPrices
{
    public const string Service = "ai-inference";
    public const long PerTokens = 1_000_000;

    public static IReadOnlyDictionary<(string Currency, string Meter), decimal> PerMillion { get; } =
        new Dictionary<(string Currency, string Meter), decimal>
        {
            [("USD", UsageTrace.InputMeter)] = 0.165m,
            [("USD", UsageTrace.OutputMeter)] = 0.187m,
            [("VND", UsageTrace.InputMeter)] = 4_290m,
            [("VND", UsageTrace.OutputMeter)] = 4_862m,
        };

    /// <summary>
    /// What the events must cost, computed with nothing of the product: tokens times price, added up.
    /// </summary>
    public static decimal Cost(string currency, IEnumerable<TraceEvent> events) =>
        events.Sum(e => e.Tokens * PerMillion[(currency, e.Meter)] / PerTokens);
}

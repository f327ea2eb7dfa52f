using Billing.Platform.Limits;

namespace Billing.EndToEnd.Tests.Fuzz;

/// <summary>Settings of an app that is asked far more than any caller may.</summary>
internal static class FuzzSettings
{
    public static Dictionary<string, string> NoLimits { get; } = Enum.GetNames<RequestGroup>().ToDictionary(
        group => $"RateLimits__{group}", _ => "1000000 per second, burst 1000000");
}

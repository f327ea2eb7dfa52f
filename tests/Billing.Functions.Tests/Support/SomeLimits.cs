using Billing.Platform;
using Billing.Platform.Limits;

namespace Billing.Functions.Tests.Support;

/// <summary>Limits of requests, for an app that a test starts.</summary>
public static class SomeLimits
{
    public const string Generous = "1000000 per second, burst 1000000";

    /// <summary>The groups that the modules of the app name.</summary>
    public static LimitTable Groups { get; } = Named();

    /// <summary>Every group has the same limit.</summary>
    public static Dictionary<string, string?> Settings(string limit)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Http:ForwardedHops"] = "1", ["RateLimits:Partitions"] = "1000",
        };
        foreach (var group in Enum.GetNames<RequestGroup>()) settings[$"RateLimits:{group}"] = limit;
        return settings;
    }

    private static LimitTable Named()
    {
        var groups = new LimitTable();
        foreach (var entries in AppServices.All().Select(service => service.ImplementationInstance))
            (entries as LimitEntries)?.AddTo(groups);
        return groups;
    }
}

namespace Billing.Platform.Limits;

/// <summary>The limit of each group, and of how many callers it is remembered.</summary>
public sealed record RateLimitSettings(IReadOnlyDictionary<RequestGroup, RateLimit> Limits, int Partitions)
{
    private const int MinPartitions = 100;
    private const int MaxPartitions = 1_000_000;

    public static RateLimitSettings Read(Settings settings)
    {
        var limits = new Dictionary<RequestGroup, RateLimit>
        {
            [RequestGroup.Public] = Limit("RateLimits__Public"),
            [RequestGroup.Reading] = Limit("RateLimits__Reading"),
            [RequestGroup.Writing] = Limit("RateLimits__Writing"),
            [RequestGroup.Money] = Limit("RateLimits__Money"),
            [RequestGroup.Heavy] = Limit("RateLimits__Heavy"),
            [RequestGroup.Usage] = Limit("RateLimits__Usage"),
            [RequestGroup.Webhooks] = Limit("RateLimits__Webhooks"),
            [RequestGroup.Health] = Limit("RateLimits__Health"),
            [RequestGroup.BadTokens] = Limit("RateLimits__BadTokens"),
        };
        return new(limits, settings.Number("RateLimits__Partitions", MinPartitions, MaxPartitions));

        RateLimit Limit(string name) => settings.Value<RateLimit>(name, RateLimit.TryParse, RateLimit.Form);
    }
}

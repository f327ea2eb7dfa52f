namespace Billing.Platform.Limits;

/// <summary>The allowances of all groups, of this process alone.</summary>
public sealed class RateLimits(RateLimitSettings settings, TimeProvider clock)
{
    private readonly Dictionary<RequestGroup, RateBuckets> _groups = settings.Limits.ToDictionary(
        it => it.Key, it => new RateBuckets(it.Value, settings.Partitions, clock));

    public RateBuckets this[RequestGroup group] => _groups[group];
}

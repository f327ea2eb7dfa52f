namespace Billing.Usage;

/// <summary>How far an event's time may be from the clock to be rated without a person's look.</summary>
/// <param name="MaxAge">Older ones are kept in quarantine.</param>
/// <param name="MaxAhead">Producers' clocks may be ahead by this much.</param>
public sealed record UsageRules(TimeSpan MaxAge, TimeSpan MaxAhead)
{
    /// <summary>For an event that a person has looked at: however old.</summary>
    public UsageRules AnyAge => this with { MaxAge = TimeSpan.FromDays(36_500) };

    public static UsageRules Default { get; } = new(TimeSpan.FromDays(35), TimeSpan.FromMinutes(5));
}

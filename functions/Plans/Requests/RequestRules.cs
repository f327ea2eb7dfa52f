using Billing.Platform;

namespace Billing.Plans.Requests;

/// <summary>How many requests an account may send within <see cref="Window"/>.</summary>
public sealed record RequestRules(int MaxPerDay)
{
    public static TimeSpan Window { get; } = TimeSpan.FromHours(24);

    public static RequestRules Read(Settings settings) => new(settings.Number("Plans__RequestsPerDay", 1, 100));
}

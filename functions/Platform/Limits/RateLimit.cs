using System.Globalization;
using System.Text.RegularExpressions;

namespace Billing.Platform.Limits;

/// <summary>How many requests a caller may send at once, and how quickly that allowance comes back.</summary>
/// <param name="Burst">What a caller who was quiet may send at once.</param>
/// <param name="Interval">After which one more request is allowed.</param>
public sealed partial record RateLimit(int Burst, TimeSpan Interval)
{
    public const string Form = "of the form \"50 per second, burst 500\" (second, minute or hour; at most 1000000)";

    private const int MaxCount = 1_000_000;

    /// <summary>After this long a caller who used everything may use everything again.</summary>
    public TimeSpan Refill => new(Interval.Ticks * Burst);

    /// <param name="text">As in <see cref="Form"/>.</param>
    public static bool TryParse(string? text, out RateLimit limit)
    {
        limit = new(1, TimeSpan.FromSeconds(1));
        if (text is null || Shape().Match(text) is not { Success: true } match) return false;

        var (count, burst) = (Number(match.Groups[1]), Number(match.Groups[3]));
        if (count is < 1 or > MaxCount || burst is < 1 or > MaxCount) return false;

        var period = match.Groups[2].Value switch
        {
            "second" => TimeSpan.FromSeconds(1),
            "minute" => TimeSpan.FromMinutes(1),
            _ => TimeSpan.FromHours(1),
        };
        limit = new(burst, new(period.Ticks / count));
        return true;
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A([0-9]{1,7}) per (second|minute|hour), burst ([0-9]{1,7})\z")]
    private static partial Regex Shape();
}

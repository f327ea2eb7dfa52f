using System.Collections.Immutable;

namespace Billing.Vouchers;

/// <summary>
/// The latest wrong codes of one account. At most ten codes can be tried in any fifteen minutes, however many requests
/// run at once, because a try is counted before its code is looked up and taken back only when the code exists.
/// </summary>
/// <param name="Times">The latest tries, oldest first, at most <see cref="Limit"/>.</param>
public sealed record CodeTries(ImmutableArray<DateTimeOffset> Times)
{
    public const int Limit = 10;

    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(15);

    public static CodeTries None { get; } = new([]);

    /// <summary>How long no code of this account is looked at any more; null if one may be tried.</summary>
    public TimeSpan? LockedFor(DateTimeOffset now)
    {
        var recent = Recent(now);
        return recent.Length < Limit ? null : recent[^Limit] + Window - now;
    }

    public CodeTries Count(DateTimeOffset now) => new([.. Recent(now).Add(now).TakeLast(Limit)]);

    /// <summary>Forgets the try that was counted at this moment, once.</summary>
    public CodeTries TakeBack(DateTimeOffset counted) => new(Times.Remove(counted));

    private ImmutableArray<DateTimeOffset> Recent(DateTimeOffset now) =>
        [.. Times.Where(time => now - time < Window).Order()];
}

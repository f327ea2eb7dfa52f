namespace Billing.Ledger;

/// <summary>
/// When a fund with an end may still pay: for usage of its window that is charged before the grace is over. So the
/// moment at which a sweep clears it away decides nothing.
/// </summary>
public static class Expiry
{
    /// <summary>How late usage of a fund's window may be charged to it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(72);

    /// <param name="until">Null never ends.</param>
    /// <param name="now">When the charge is decided.</param>
    public static bool IsPast(DateTimeOffset? until, DateTimeOffset now) => until is { } end && now - end >= Grace;
}

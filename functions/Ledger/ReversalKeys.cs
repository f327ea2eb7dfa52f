using System.Globalization;

namespace Billing.Ledger;

/// <summary>The once-only keys of reversals: of the event that is reversed, and of the one that did it.</summary>
public static class ReversalKeys
{
    public const string OfOriginal = "reversed";
    public const string OfCorrection = "correction";

    /// <param name="day">UTC day of the event.</param>
    /// <param name="key">Its identity within the account.</param>
    public static string Key(DateOnly day, UInt128 key) =>
        string.Create(CultureInfo.InvariantCulture, $"{LedgerKeys.Day(day)}-{key:x32}");

    /// <summary>The key under which a line's reversal is found.</summary>
    public static string Of(RatedLine line) =>
        Key(LedgerKeys.DayOf(line.Time), EventIdentity.Key(line.Source, line.EventId));
}

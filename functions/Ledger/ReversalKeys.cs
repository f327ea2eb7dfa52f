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

    /// <summary>The day and the identity that a key was made of.</summary>
    /// <exception cref="FormatException">The text is no such key.</exception>
    public static (DateOnly Day, UInt128 Id) Parse(string key) =>
        key.Split('-') is [var day, var id] && LedgerKeys.TryDay(day, out var date)
            ? (date, UInt128.Parse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{key}' is no key of a reversal.");

    /// <summary>The keys of the voids of these days, both included.</summary>
    internal static KeyRange Voids(DateOnly first, DateOnly last) => new(
        $"{LedgerKeys.OnceRow}|{OfCorrection}|{LedgerKeys.Day(first)}-",
        $"{LedgerKeys.OnceRow}|{OfCorrection}|{LedgerKeys.Day(last)}.");

    /// <summary>The key under which a line's reversal is found.</summary>
    public static string Of(RatedLine line) =>
        Key(LedgerKeys.DayOf(line.Time), EventIdentity.Key(line.Source, line.EventId));
}

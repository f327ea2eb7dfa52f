using System.Globalization;

namespace Billing.Platform;

/// <summary>Times as the API writes and reads them: RFC 3339, answered in UTC.</summary>
public static class Rfc3339
{
    private const int MaxLength = 40;
    private const int MaxFraction = 7;

    /// <summary>
    /// Reads a time with an offset ("Z" or "+07:00"); digits finer than 100 ns are cut. The result is in UTC.
    /// </summary>
    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        if (text is null || text.Length is < 20 or > MaxLength || text[10] is not ('T' or 't')) return false;

        var offset = text[^1] is 'Z' or 'z' ? 1 : 6;
        if (offset == 6 && text[^6] is not ('+' or '-')) return false;

        var clock = text[..^offset];
        var zone = offset == 1 ? "Z" : text[^6..];
        var point = clock.IndexOf('.');
        var fraction = point < 0 ? "0" : clock[(point + 1)..];
        if (fraction.Length == 0 || fraction.AsSpan().ContainsAnyExceptInRange('0', '9')) return false;
        if (fraction.Length > MaxFraction) clock = clock[..(point + 1 + MaxFraction)];

        var parsed = DateTimeOffset.TryParseExact(
            clock.Replace('t', 'T') + zone,
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal,
            out time);
        return parsed;
    }

    /// <summary>Reads a full date (2026-11-22).</summary>
    public static bool TryDate(string? text, out DateOnly date) => DateOnly.TryParseExact(
        text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Billing.Platform;
using NodaTime;
using NodaTime.Extensions;

namespace Billing.History;

/// <summary>
/// Reads the bounds of a date range: an instant as it stands, a plain date as the start of that day in the account's
/// preferred time zone.
/// </summary>
public sealed class AccountDates(string timeZone)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[timeZone];

    /// <summary>Reads 2026-11-22 or 2026-11-22T09:00:00Z; years from 2000 to 2999.</summary>
    public bool TryParse(string? text, out DateTimeOffset instant)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Rfc3339.TryParse(text, out instant) && IsKnown(instant.Year);

        instant = default;
        if (!IsKnown(day.Year)) return false;
        instant = _zone.AtStartOfDay(day.ToLocalDate()).ToDateTimeOffset().ToUniversalTime();
        return true;
    }

    /// <summary>Nothing happened in others, and hours and days can be added to these.</summary>
    private static bool IsKnown(int year) => year is >= 2000 and <= 2999;
}

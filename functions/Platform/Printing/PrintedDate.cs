using System.Globalization;
using Billing.Accounts;
using NodaTime;

namespace Billing.Platform.Printing;

/// <summary>Dates as readers of a language write them: 23 Nov 2026, 23/11/2026, 2026年11月23日.</summary>
public static class PrintedDate
{
    public static string Of(DateOnly date, Language language) => date.ToString(
        language switch
        {
            Language.En => "d MMM yyyy",
            Language.Vi => "dd/MM/yyyy",
            Language.Ja => "yyyy年M月d日",
        },
        CultureInfo.InvariantCulture);

    /// <param name="timeZone">IANA name.</param>
    public static string Of(DateTimeOffset instant, string timeZone, Language language) =>
        Of(Local(instant, timeZone).Date.ToDateOnly(), language);

    /// <summary>With the time to the minute, and the zone that it is told in.</summary>
    public static string WithTime(DateTimeOffset instant, string timeZone, Language language)
    {
        var local = Local(instant, timeZone);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Of(local.Date.ToDateOnly(), language)} {local.Hour:D2}:{local.Minute:D2} ({timeZone})");
    }

    private static LocalDateTime Local(DateTimeOffset instant, string timeZone) =>
        Instant.FromDateTimeOffset(instant).InZone(DateTimeZoneProviders.Tzdb[timeZone]).LocalDateTime;
}

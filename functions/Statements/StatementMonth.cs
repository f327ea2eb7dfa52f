using System.Globalization;
using NodaTime;

namespace Billing.Statements;

/// <summary>A calendar month, written 2026-03; where it begins and ends depends on the account's time zone.</summary>
public readonly record struct StatementMonth
{
    private readonly int _number;

    private StatementMonth(int number) => _number = number;

    public static StatementMonth Of(int year, int month) => new(year * 12 + month - 1);

    /// <summary>Reads 2026-03; years from 2000 to 2999.</summary>
    public static bool TryParse(string? text, out StatementMonth month)
    {
        var isMonth = DateOnly.TryParseExact(
            text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first);
        month = Of(first.Year, first.Month);
        return isMonth && first.Year is >= 2000 and <= 2999;
    }

    /// <summary>The month in which an instant lies.</summary>
    /// <param name="timeZone">IANA name.</param>
    public static StatementMonth At(DateTimeOffset instant, string timeZone)
    {
        var day = Instant.FromDateTimeOffset(instant).InZone(DateTimeZoneProviders.Tzdb[timeZone]).Date;
        return Of(day.Year, day.Month);
    }

    public int Year => _number / 12;

    public StatementMonth Next() => new(_number + 1);

    public StatementMonth Previous() => new(_number - 1);

    /// <summary>
    /// The instant at which the month begins, and that at which the next one does; with daylight saving a month is an
    /// hour longer or shorter.
    /// </summary>
    /// <param name="timeZone">IANA name.</param>
    public (DateTimeOffset From, DateTimeOffset Until) In(string timeZone)
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        return (Start(zone), Next().Start(zone));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{_number / 12:D4}-{_number % 12 + 1:D2}");

    private DateTimeOffset Start(DateTimeZone zone) =>
        zone.AtStartOfDay(new LocalDate(_number / 12, _number % 12 + 1, 1)).ToDateTimeOffset().ToUniversalTime();
}

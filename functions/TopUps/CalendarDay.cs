using System.Globalization;

namespace Billing.TopUps;

/// <summary>Days as banks and gateways name them: 2026-11-22.</summary>
public static class CalendarDay
{
    public const string What = "a day such as 2026-11-22";

    private const string Form = "yyyy-MM-dd";

    public static bool TryParse(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    public static string Format(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Its first moment, UTC.</summary>
    public static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}

using System.Globalization;
using NodaTime;

namespace Billing.Platform.Sheets;

/// <summary>Turns instants into the day numbers of spreadsheets, as clocks of one time zone show them.</summary>
/// <param name="name">IANA name.</param>
public sealed class SheetZone(string name)
{
    private const int Decimals = 12;

    private static readonly long Epoch = new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified).Ticks;

    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[name];

    public string Name => name;

    /// <summary>Days since the end of 1899, the time of day as their fraction.</summary>
    public string Serial(DateTimeOffset instant)
    {
        var local = Instant.FromDateTimeOffset(instant).InZone(_zone).LocalDateTime.ToDateTimeUnspecified();
        var days = decimal.Round((decimal)(local.Ticks - Epoch) / TimeSpan.TicksPerDay, Decimals);
        return days.ToString("0.############", CultureInfo.InvariantCulture);
    }
}

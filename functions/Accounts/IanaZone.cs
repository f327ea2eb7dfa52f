using NodaTime;

namespace Billing.Accounts;

/// <summary>The IANA name of a time zone that the time zone database knows, such as Asia/Tokyo.</summary>
public readonly record struct IanaZone
{
    private IanaZone(string name) => Name = name;

    public string Name { get; }

    public static bool TryParse(string? text, out IanaZone zone)
    {
        var isKnown = text is not null && DateTimeZoneProviders.Tzdb.Ids.Contains(text);
        zone = isKnown ? new(text!) : default;
        return isKnown;
    }

    public override string ToString() => Name;
}

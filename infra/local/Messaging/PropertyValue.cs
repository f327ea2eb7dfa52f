using System.Globalization;

namespace Billing.LocalHost.Messaging;

/// <summary>An application property with its type, so that it comes out as it went in.</summary>
internal sealed record PropertyValue(string Type, string Text)
{
    private static readonly Type[] Allowed =
    [
        typeof(string), typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(float),
        typeof(double), typeof(decimal), typeof(char), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset),
        typeof(TimeSpan), typeof(Uri),
    ];

    public static PropertyValue Of(string name, object value) => value switch
    {
        DateTime time => new(nameof(DateTime), time.ToString("O", CultureInfo.InvariantCulture)),
        DateTimeOffset time => new(nameof(DateTimeOffset), time.ToString("O", CultureInfo.InvariantCulture)),
        _ when value is not null && Allowed.Contains(value.GetType()) =>
            new(value.GetType().Name, Convert.ToString(value, CultureInfo.InvariantCulture)!),
        _ => throw new ArgumentException(
            $"The application property '{name}' has the type {value?.GetType().Name ?? "null"}, "
            + "which a bus does not carry."),
    };

    public object Value()
    {
        var culture = CultureInfo.InvariantCulture;
        var type = Allowed.FirstOrDefault(allowed => allowed.Name == Type)
            ?? throw new FormatException($"The property type '{Type}' is unknown.");
        if (type == typeof(Guid)) return Guid.Parse(Text);
        if (type == typeof(Uri)) return new Uri(Text, UriKind.RelativeOrAbsolute);
        if (type == typeof(TimeSpan)) return TimeSpan.Parse(Text, culture);
        if (type == typeof(DateTime)) return DateTime.Parse(Text, culture, DateTimeStyles.RoundtripKind);
        if (type == typeof(DateTimeOffset)) return DateTimeOffset.Parse(Text, culture, DateTimeStyles.RoundtripKind);

        return Convert.ChangeType(Text, type, culture);
    }
}

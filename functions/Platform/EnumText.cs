namespace Billing.Platform;

/// <summary>Enum members by their names in camelCase, as JSON and queries carry them; numbers are not names.</summary>
public static class EnumText
{
    /// <summary>Ends the sentence "This is not …".</summary>
    public static string Choices<T>()
        where T : struct, Enum =>
        "one of " + string.Join(", ", Names<T>.ByName.Keys);

    public static bool TryParse<T>(string? text, out T value)
        where T : struct, Enum
    {
        value = default;
        return text is not null && Names<T>.ByName.TryGetValue(text, out value);
    }

    public static string Format<T>(T value)
        where T : struct, Enum =>
        Camel(value.ToString());

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<string, T> ByName =
            Enum.GetValues<T>().ToDictionary(value => Camel(value.ToString()), StringComparer.Ordinal);
    }
}

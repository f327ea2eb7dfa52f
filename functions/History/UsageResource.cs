namespace Billing.History;

/// <summary>
/// What was used: the model, instance or other resource that an event names in its dimensions, or none.
/// </summary>
/// <param name="Name">Null for usage that names no resource.</param>
public readonly record struct UsageResource(string? Name)
{
    /// <summary>
    /// How a query asks for usage without a resource; a name that begins with its first sign has that sign twice.
    /// </summary>
    public const string None = "~none";

    /// <summary>The first of these dimensions that an event has names its resource.</summary>
    private static readonly string[] Dimensions = ["resource", "model", "instance"];

    /// <param name="dimensions">In their canonical form.</param>
    public static UsageResource Of(string dimensions)
    {
        if (dimensions.Length == 0) return default;

        var parsed = Pricing.Dimensions.Parse(dimensions);
        foreach (var name in Dimensions) if (parsed.Value(name) is { } value) return new(value);
        return default;
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out UsageResource resource)
    {
        resource = text switch
        {
            null or None => default,
            ['~', '~', ..] => new(text[1..]),
            _ => new(text),
        };
        return text is [not '~', ..] or None or ['~', '~', ..];
    }

    public override string ToString() => Name switch { null => None, ['~', ..] => $"~{Name}", _ => Name };
}

namespace Billing.Simulation.Storage;

/// <summary>A span of keys that holds all that a filter may let through; it only saves work.</summary>
/// <param name="From">Included.</param>
/// <param name="Last">Included; null has no end.</param>
public readonly record struct KeySpan(string From, string? Last)
{
    public static KeySpan All { get; } = new("", null);

    public bool Contains(string key) => string.CompareOrdinal(key, From) >= 0 && IsBeforeEnd(key);

    public bool IsBeforeEnd(string key) => Last is null || string.CompareOrdinal(key, Last) <= 0;

    public bool IsOne(out string key)
    {
        key = From;
        return Last == From;
    }

    public KeySpan And(KeySpan other) => new(
        string.CompareOrdinal(From, other.From) >= 0 ? From : other.From,
        Last is null ? other.Last : other.Last is null
            || string.CompareOrdinal(Last, other.Last) <= 0 ? Last : other.Last);

    public KeySpan Or(KeySpan other) => new(
        string.CompareOrdinal(From, other.From) <= 0 ? From : other.From,
        Last is null || other.Last is null ? null : string.CompareOrdinal(Last, other.Last) >= 0 ? Last : other.Last);
}

using System.Collections.Immutable;

namespace Billing.Pricing;

/// <summary>
/// What else is known of a use, such as gpu=h100: names and values, sorted by name, each name once.
/// </summary>
public sealed class Dimensions
{
    public const int MaxCount = 16;
    public const int MaxLength = 64;

    private readonly ImmutableArray<(string Name, string Value)> _pairs;

    private Dimensions(ImmutableArray<(string Name, string Value)> pairs, string text) =>
        (_pairs, Text) = (pairs, text);

    public static Dimensions None { get; } = new([], "");

    /// <summary>
    /// The canonical form "name=value;name=value"; '%', ';' and '=' inside are written %25, %3B and %3D.
    /// </summary>
    public string Text { get; }

    public int Count => _pairs.Length;

    public ImmutableArray<(string Name, string Value)> Pairs => _pairs;

    /// <exception cref="ArgumentException">A name is given twice.</exception>
    public static Dimensions Of(params IEnumerable<(string Name, string Value)> pairs)
    {
        var sorted = pairs.OrderBy(pair => pair.Name, StringComparer.Ordinal).ToImmutableArray();
        if (sorted.IsEmpty) return None;
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i].Name == sorted[i - 1].Name) throw new ArgumentException("A dimension is named twice.");

        return new(sorted, string.Join(';', sorted.Select(pair => $"{Escape(pair.Name)}={Escape(pair.Value)}")));
    }

    /// <summary>Reads the canonical form.</summary>
    /// <exception cref="FormatException">The text is not canonical dimensions.</exception>
    public static Dimensions Parse(string text)
    {
        if (text.Length == 0) return None;

        var parsed = Of(text.Split(';').Select(pair => pair.Split('=') is [var name, var value]
            ? (Unescape(name), Unescape(value))
            : throw new FormatException($"'{text}' are not dimensions.")));
        return parsed.Text == text ? parsed : throw new FormatException($"'{text}' are not canonical dimensions.");
    }

    public string? Value(string name)
    {
        foreach (var pair in _pairs) if (string.Equals(pair.Name, name, StringComparison.Ordinal)) return pair.Value;
        return null;
    }

    /// <summary>True if every dimension asked for is here with the same value.</summary>
    public bool Satisfy(Dimensions asked)
    {
        foreach (var (name, value) in asked._pairs)
            if (!string.Equals(Value(name), value, StringComparison.Ordinal)) return false;
        return true;
    }

    public override string ToString() => Text;

    private static string Escape(string text) => text.AsSpan().IndexOfAny('%', ';', '=') < 0
        ? text
        : text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace(";", "%3B", StringComparison.Ordinal)
            .Replace("=", "%3D", StringComparison.Ordinal);

    private static string Unescape(string text) => text.Contains('%')
        ? text.Replace("%3D", "=", StringComparison.Ordinal)
            .Replace("%3B", ";", StringComparison.Ordinal)
            .Replace("%25", "%", StringComparison.Ordinal)
        : text;
}

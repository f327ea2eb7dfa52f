namespace Billing.Ledger;

/// <summary>Compares canonical "name=value;name=value" texts of dimensions without taking them apart.</summary>
internal static class DimensionText
{
    public const int MaxLength = 400;

    public static int Count(string text) => text.Length == 0 ? 0 : text.AsSpan().Count(';') + 1;

    /// <summary>True if every pair that is asked for is there.</summary>
    public static bool Satisfies(string text, string asked)
    {
        if (asked.Length == 0) return true;
        foreach (var pair in asked.AsSpan().Split(';')) if (!Has(text, asked.AsSpan()[pair])) return false;
        return true;
    }

    /// <summary>True if no use can have both: they ask for different values of one name.</summary>
    public static bool Exclude(string one, string other)
    {
        foreach (var pair in one.AsSpan().Split(';'))
        {
            var mine = one.AsSpan()[pair];
            var name = mine[..(mine.IndexOf('=') + 1)];
            foreach (var theirs in other.AsSpan().Split(';'))
                if (other.AsSpan()[theirs] is var it && it.StartsWith(name) && !it.SequenceEqual(mine)) return true;
        }
        return false;
    }

    /// <summary>Pairs with one '=' each, names rising.</summary>
    public static bool IsCanonical(string text)
    {
        if (text.Length > MaxLength) return false;
        if (text.Length == 0) return true;
        var last = ReadOnlySpan<char>.Empty;
        foreach (var range in text.AsSpan().Split(';'))
        {
            var pair = text.AsSpan()[range];
            var at = pair.IndexOf('=');
            if (at <= 0 || pair.Count('=') != 1 || pair[..at].SequenceCompareTo(last) <= 0) return false;
            last = pair[..at];
        }
        return true;
    }

    private static bool Has(string text, ReadOnlySpan<char> asked)
    {
        foreach (var pair in text.AsSpan().Split(';')) if (text.AsSpan()[pair].SequenceEqual(asked)) return true;
        return false;
    }
}

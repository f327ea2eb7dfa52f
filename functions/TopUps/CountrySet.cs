using System.Collections.Immutable;
using Billing.Accounts;

namespace Billing.TopUps;

/// <summary>The countries for which something is on offer: those that are named, or all but those.</summary>
public sealed record CountrySet(bool IsAllBut, ImmutableSortedSet<string> Named)
{
    private const string All = "all";
    private const string But = "all but ";

    public bool IsNone => !IsAllBut && Named.IsEmpty;

    /// <param name="codes">ISO 3166 alpha-2.</param>
    public static CountrySet Of(IEnumerable<string> codes, bool isAllBut = false) =>
        new(isAllBut, [.. codes.Order(StringComparer.Ordinal)]);

    /// <param name="code">ISO 3166 alpha-2.</param>
    public bool Includes(string code) => Named.Contains(code) != IsAllBut;

    /// <summary>Reads "VN, JP", "all", "all but VN, JP", or nothing at all for no country.</summary>
    public static bool TryParse(string? text, out CountrySet countries)
    {
        var (isAllBut, list) = text switch
        {
            null or "" => (false, ""),
            All => (true, ""),
            _ when text.StartsWith(But, StringComparison.Ordinal) => (true, text[But.Length..]),
            _ => (false, text),
        };
        string[] codes = text is null or "" or All ? [] : list.Split(',', StringSplitOptions.TrimEntries);
        countries = Of(codes, isAllBut);
        return codes.Length == countries.Named.Count && codes.All(code => BillingCountry.TryParse(code, out _));
    }
}

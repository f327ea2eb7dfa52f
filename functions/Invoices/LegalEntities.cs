using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Billing.Accounts;
using Billing.Platform;
using Billing.TopUps;

namespace Billing.Invoices;

/// <summary>Our companies: each country's customers are billed by exactly one of them.</summary>
public sealed record LegalEntities(ImmutableArray<LegalEntity> All)
{
    private const int MaxEntities = 50;
    private const int MaxLength = 500;

    /// <summary>The company that bills the customers of a country.</summary>
    public LegalEntity For(string country) => All.First(entity => entity.Serves.Includes(country));

    /// <summary>
    /// Reads "VN serves: VN; country: VN; name: …; name.vi: …; address: …; tax number: …; tax point: payment; prices:
    /// inclusive; rounding: halfUp | JP …"; codes are used once, and every country is served by one. A company of Japan
    /// has a registration.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out LegalEntities? entities)
    {
        entities = null;
        var read = ImmutableArray.CreateBuilder<LegalEntity>();
        foreach (var part in (text ?? "").Split('|', StringSplitOptions.TrimEntries))
            if (read.Count < MaxEntities && Entity(part) is { } entity) read.Add(entity);
            else return false;
        if (read.Select(entity => entity.Code).Distinct(StringComparer.Ordinal).Count() < read.Count) return false;
        if (Countries().Any(country => read.Count(entity => entity.Serves.Includes(country)) != 1)) return false;

        entities = new(read.ToImmutable());
        return true;
    }

    private static LegalEntity? Entity(string text)
    {
        if (text.Split(' ', 2) is not [var code, var list] || !LegalEntity.IsCode(code)) return null;
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in list.Split(';', StringSplitOptions.TrimEntries))
        {
            if (item.Length > MaxLength) return null;
            var pair = item.Split(':', 2, StringSplitOptions.TrimEntries);
            if (pair is not [var name, { Length: > 0 } value] || !said.TryAdd(name, value)) return null;
        }
        if (!CountrySet.TryParse(Take(said, "serves"), out var serves) || serves.IsNone) return null;
        if (Take(said, "country") is not { } country || !BillingCountry.TryParse(country, out _)) return null;
        if (Words(said, "name") is not { } names || Words(said, "address") is not { } address) return null;
        if (Take(said, "tax number") is not { } taxNumber) return null;
        var registration = Take(said, "registration");
        if (registration is null ? country == BillingCountry.Japan.Code : !LegalEntity.IsRegistration(registration))
            return null;
        if (!EnumText.TryParse<TaxPoint>(Take(said, "tax point"), out var point)) return null;
        if (!EnumText.TryParse<PriceStatement>(Take(said, "prices"), out var prices)) return null;
        if (!EnumText.TryParse<TaxRounding>(Take(said, "rounding"), out var rounding)) return null;

        var seller = new Seller(code, country, names, address, taxNumber, registration);
        return said.Count == 0 ? new(seller, serves, point, prices, rounding) : null;
    }

    private static LocalText? Words(Dictionary<string, string> said, string name) => Take(said, name) is { } en
        ? new(en, Take(said, name + ".vi"), Take(said, name + ".ja"))
        : null;

    private static string? Take(Dictionary<string, string> said, string name) =>
        said.Remove(name, out var value) ? value : null;

    private static IEnumerable<string> Countries() =>
        from first in Enumerable.Range('A', 26)
        from second in Enumerable.Range('A', 26)
        let code = $"{(char)first}{(char)second}"
        where BillingCountry.TryParse(code, out _)
        select code;
}

using System.Collections.Immutable;
using Billing.Money;

namespace Billing.TopUps;

/// <summary>Amounts by currency, as settings write them.</summary>
public sealed record AmountLists(ImmutableSortedDictionary<Currency, ImmutableArray<Amount>> ByCurrency)
{
    private const int MaxCurrencies = 50;
    private const int MaxAmounts = 20;

    public ImmutableArray<Amount> Of(Currency currency) => ByCurrency.GetValueOrDefault(currency, []);

    /// <summary>
    /// Reads "VND 500000 1000000, USD 25 50": each currency once, positive amounts in whole minor units.
    /// </summary>
    public static bool TryParse(string? text, out AmountLists lists)
    {
        lists = new(ImmutableSortedDictionary<Currency, ImmutableArray<Amount>>.Empty);
        var parts = (text ?? "").Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length > MaxCurrencies) return false;

        foreach (var part in parts)
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length is < 2 or > MaxAmounts || !Currency.TryParse(words[0], out var currency)) return false;
            if (lists.ByCurrency.ContainsKey(currency)) return false;

            var amounts = ImmutableArray.CreateBuilder<Amount>();
            foreach (var word in words[1..])
            {
                if (!Amount.TryParse(word, currency, out var amount) || !amount.IsPositive || !amount.IsWholeMinor)
                    return false;
                amounts.Add(amount);
            }

            lists = new(lists.ByCurrency.Add(currency, amounts.ToImmutable()));
        }

        return true;
    }
}

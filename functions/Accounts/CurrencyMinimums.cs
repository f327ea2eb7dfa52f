using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Accounts;

/// <summary>
/// The smallest top-up of each currency; a currency without one is not enabled, because no minimum is implied.
/// </summary>
public sealed record CurrencyMinimums(ImmutableSortedDictionary<Currency, Amount> ByCurrency)
{
    private const int MaxCurrencies = 50;

    public bool IsEnabled(Currency currency) => ByCurrency.ContainsKey(currency);

    /// <exception cref="KeyNotFoundException">The currency is not enabled.</exception>
    public Amount Of(Currency currency) => ByCurrency[currency];

    /// <summary>
    /// Reads "VND 500000, JPY 3000, USD 25": each currency once, a positive amount in whole minor units.
    /// </summary>
    public static bool TryParse(string? text, out CurrencyMinimums minimums)
    {
        minimums = new(ImmutableSortedDictionary<Currency, Amount>.Empty);
        var parts = (text ?? "").Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length > MaxCurrencies) return false;

        var byCurrency = ImmutableSortedDictionary.CreateBuilder<Currency, Amount>();
        foreach (var part in parts)
        {
            if (part.Split(' ') is not [var code, var number]) return false;
            if (!Currency.TryParse(code, out var currency) || byCurrency.ContainsKey(currency)) return false;
            if (!Amount.TryParse(number, currency, out var amount)) return false;
            if (!amount.IsPositive || !amount.IsWholeMinor) return false;

            byCurrency.Add(currency, amount);
        }

        minimums = new(byCurrency.ToImmutable());
        return true;
    }
}

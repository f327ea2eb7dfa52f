using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>
/// The thresholds of accounts that never chose any. An account keeps those that it met first, at its opening; one that
/// was opened before there were any meets them with its next commit.
/// </summary>
public sealed record LowBalanceDefaults(ImmutableSortedDictionary<Currency, ImmutableArray<Amount>> ByCurrency)
{
    private const int MaxCurrencies = 50;

    /// <summary>Highest first.</summary>
    public ImmutableArray<Amount> Of(Currency currency) => ByCurrency.GetValueOrDefault(currency, []);

    /// <summary>The entry with the defaults before all else that it does to an open account.</summary>
    public LedgerEntry Given(AccountState state, LedgerEntry entry)
    {
        if (state.LowBalance is not null || entry.Movements.Any(it => it is MovementFact.ThresholdsSet)) return entry;

        var opened = entry.Movements.OfType<MovementFact.Opened>().FirstOrDefault();
        if ((state.Currency ?? opened?.Currency) is not { } currency || Of(currency) is { IsEmpty: true }) return entry;

        var at = opened is null ? 0 : entry.Movements.IndexOf(opened) + 1;
        var given = new MovementFact.ThresholdsSet(false, Of(currency));
        return entry with { Movements = entry.Movements.Insert(at, given) };
    }

    /// <summary>
    /// Reads "VND 100000 50000, USD 5": each currency once, different positive amounts in whole minor units.
    /// </summary>
    public static bool TryParse(string? text, out LowBalanceDefaults defaults)
    {
        defaults = new(ImmutableSortedDictionary<Currency, ImmutableArray<Amount>>.Empty);
        var parts = (text ?? "").Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length > MaxCurrencies) return false;

        var lists = ImmutableSortedDictionary.CreateBuilder<Currency, ImmutableArray<Amount>>();
        foreach (var part in parts)
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length is < 2 or > 1 + LowBalance.MaxThresholds) return false;
            if (!Currency.TryParse(words[0], out var currency) || lists.ContainsKey(currency)) return false;
            if (!TryAmounts(words.AsSpan(1), currency, out var amounts)) return false;
            lists.Add(currency, amounts);
        }
        defaults = new(lists.ToImmutable());
        return true;
    }

    private static bool TryAmounts(ReadOnlySpan<string> words, Currency currency, out ImmutableArray<Amount> amounts)
    {
        amounts = [];
        foreach (var word in words)
        {
            if (!Amount.TryParse(word, currency, out var amount) || !amount.IsPositive || !amount.IsWholeMinor)
                return false;
            if (amounts.Contains(amount)) return false;
            amounts = amounts.Add(amount);
        }
        amounts = [.. amounts.OrderDescending()];
        return true;
    }
}

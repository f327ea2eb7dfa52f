using Billing.Accounts;
using Billing.Money;

namespace Billing.Platform.Printing;

/// <summary>
/// Amounts as readers of a language write them: 1.234.567 ₫, ￥1,234, $1,234.50. Never rounded: what the ledger counts
/// below the smallest coin is printed as well, so that printed sums add up.
/// </summary>
public static class PrintedMoney
{
    private const int Group = 3;

    public static string Of(Amount amount, Language language) => Of((AmountSum)amount, language);

    public static string Of(AmountSum amount, Language language)
    {
        var number = Number(amount.ToDecimalString().TrimStart('-'), amount.Currency.MinorDigits, language);
        var sign = amount.Units < 0 ? "-" : "";
        var symbol = Symbol(amount.Currency, language);
        var isAfter = language == Language.Vi || amount.Currency == Currency.Vnd;
        if (isAfter) return $"{sign}{number}\u00A0{symbol}";
        return symbol.Length > 1 ? $"{sign}{symbol}\u00A0{number}" : $"{sign}{symbol}{number}";
    }

    /// <summary>A plain decimal number with its thousands apart.</summary>
    /// <param name="digits">Decimals that are printed even when they are zero.</param>
    public static string Number(string text, int digits, Language language)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var fraction = (point < 0 ? "" : text[(point + 1)..]).PadRight(digits, '0');
        var (group, separator) = language == Language.Vi ? ('.', ',') : (',', '.');
        var grouped = string.Concat(whole.Select((digit, index) =>
            index > 0 && (whole.Length - index) % Group == 0 ? $"{group}{digit}" : $"{digit}"));
        return fraction.Length == 0 ? grouped : $"{grouped}{separator}{fraction}";
    }

    private static string Symbol(Currency currency, Language language) => currency.Code switch
    {
        "VND" => "₫",
        "JPY" => language == Language.Ja ? "￥" : "¥",
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        var code => code,
    };
}

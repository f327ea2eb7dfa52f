using System.Globalization;
using System.Text.RegularExpressions;
using Billing.Money;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>
/// Money as PayPal writes it: a decimal string. Its table of decimals is its own: HUF and TWD have cents elsewhere.
/// </summary>
public static partial class PayPalMoney
{
    private const int MaxLength = 32;

    private static readonly HashSet<string> WithoutDecimals = new(["HUF", "JPY", "TWD"], StringComparer.Ordinal);

    /// <summary>What every PayPal account can take.</summary>
    private static readonly HashSet<string> Accepted = new(
        [
            "AUD", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "JPY", "MXN", "NOK", "NZD", "PHP",
            "PLN", "SEK", "SGD", "THB", "TWD", "USD",
        ],
        StringComparer.Ordinal);

    /// <summary>Null when PayPal takes no such amount; nothing is ever rounded.</summary>
    public static string? Write(Amount amount)
    {
        var code = amount.Currency.Code;
        if (!Accepted.Contains(code) || !amount.IsPositive) return null;

        var digits = WithoutDecimals.Contains(code) ? 0 : 2;
        var perStep = amount.Currency.UnitsPerMajor / (digits == 0 ? 1 : 100);
        if (amount.Units % perStep != 0) return null;

        var steps = amount.Units / perStep;
        return digits == 0
            ? steps.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{steps / 100}.{steps % 100:D2}");
    }

    /// <summary>
    /// Null for what is no plain decimal number, is below zero, or is in no currency of ours. Equal numbers are equal
    /// amounts, however many zeros follow the point.
    /// </summary>
    public static Amount? Read(string? currency, string? value)
    {
        if (value is null || value.Length > MaxLength || !Shape().IsMatch(value)) return null;
        if (!Currency.TryParse(currency, out var known)) return null;

        var text = value[0] == '.' ? $"0{value}" : value;
        return Amount.TryParse(text, known, out var amount) ? amount : null;
    }

    [GeneratedRegex(@"^(?:[0-9]+|[0-9]*[.][0-9]+)\z")]
    private static partial Regex Shape();
}

using System.Globalization;
using Billing.Money;

namespace Billing.TopUps.Gateways.VnPay;

/// <summary>
/// VNPay counts hundredths of a dong, as a plain integer of at most twelve digits; the factor is its rule, not a minor
/// unit.
/// </summary>
public static class VnPayAmount
{
    private const int MaxDigits = 12;
    private const long PerDong = 100;

    /// <exception cref="InvalidOperationException">Not dong, or a fraction of one.</exception>
    public static string Write(Amount amount)
    {
        if (amount.Currency != Currency.Vnd) throw new InvalidOperationException($"VNPay takes dong, not {amount}.");
        return (amount.ToMinor() * PerDong).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Null unless the text is a positive whole number of dong, written as VNPay writes it.</summary>
    public static Amount? Read(string text)
    {
        if (text.Length is 0 or > MaxDigits || text[0] == '0' || !text.All(char.IsAsciiDigit)) return null;
        var hundredths = long.Parse(text, CultureInfo.InvariantCulture);
        return hundredths % PerDong == 0 ? Amount.OfMinor(hundredths / PerDong, Currency.Vnd) : null;
    }
}

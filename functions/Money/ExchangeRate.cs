using System.Numerics;

namespace Billing.Money;

/// <summary>What one unit of a currency is worth in another, digit by digit as it was published.</summary>
/// <remarks>With so many digits the conversion of any amount stays within <see cref="Int128"/>.</remarks>
public readonly record struct ExchangeRate
{
    public const int MaxDigits = 18;

    private const long Limit = 1_000_000_000_000_000_000;

    /// <summary>A rate that is worked out from two others has fewer digits than a published one.</summary>
    private const long DerivedLimit = 1_000_000_000_000;

    private ExchangeRate(long digits, int decimals) => (Digits, Decimals) = (digits, decimals);

    /// <summary>The rate without its point: 263505 for 26350.5.</summary>
    public long Digits { get; }

    /// <summary>How many of the digits stand behind the point; no zero stands at their end.</summary>
    public int Decimals { get; }

    /// <summary>Reads a plain positive decimal of at most 18 digits, at most 18 of them behind the point.</summary>
    public static bool TryParse(string? text, out ExchangeRate rate)
    {
        rate = default;
        var point = text?.IndexOf('.') ?? -1;
        var decimals = point < 0 ? 0 : text![(point + 1)..].TrimEnd('0').Length;
        if (decimals > MaxDigits || !FixedPoint.TryParse(text, decimals, out var digits)) return false;
        if (digits is <= 0 or >= Limit) return false;

        rate = new(digits, decimals);
        return true;
    }

    /// <exception cref="FormatException">The text is not a rate.</exception>
    public static ExchangeRate Parse(string text) =>
        TryParse(text, out var rate) ? rate : throw new FormatException($"'{text}' is not an exchange rate.");

    /// <summary>
    /// What one unit of a currency is worth in another when both are priced in a third: rounded half up to twelve
    /// digits. Null when that is too large or too small to be told.
    /// </summary>
    public static ExchangeRate? Cross(ExchangeRate worthOfOther, ExchangeRate worthOfOne)
    {
        var dividend = worthOfOther.Digits * BigInteger.Pow(10, worthOfOne.Decimals);
        var divisor = worthOfOne.Digits * BigInteger.Pow(10, worthOfOther.Decimals);
        for (var decimals = MaxDigits; decimals >= 0; decimals--)
        {
            var digits = (2 * dividend * BigInteger.Pow(10, decimals) + divisor) / (2 * divisor);
            if (digits.IsZero) return null;
            if (digits < DerivedLimit) return Parse(FixedPoint.Format((long)digits, decimals));
        }
        return null;
    }

    public override string ToString() => FixedPoint.Format(Digits, Decimals);
}

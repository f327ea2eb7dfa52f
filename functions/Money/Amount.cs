namespace Billing.Money;

/// <summary>
/// A sum of money in one currency, counted in whole ledger units; arithmetic never crosses currencies or
/// overflows silently.
/// </summary>
/// <param name="Units">Ledger units: 10^-10 of a two-decimal currency, 10^-8 yen, 10^-6 dong.</param>
public readonly record struct Amount(long Units, Currency Currency) : IComparable<Amount>
{
    public bool IsZero => Units == 0;
    public bool IsPositive => Units > 0;
    public bool IsNegative => Units < 0;

    /// <summary>True if a customer can pay it: no fraction of a cent, dong or yen.</summary>
    public bool IsWholeMinor => Units % Currency.UnitsPerMinor == 0;

    public static Amount Zero(Currency currency) => new(0, currency);

    public static Amount OfMinor(long minorUnits, Currency currency) =>
        new(minorUnits * currency.UnitsPerMinor, currency);

    /// <summary>
    /// Reads a decimal string; false if it is no plain number, has more decimals than the ledger, or is out of
    /// range.
    /// </summary>
    public static bool TryParse(string? text, Currency currency, out Amount amount)
    {
        var parsed = FixedPoint.TryParse(text, currency.LedgerDigits, out var units);
        amount = new(units, currency);
        return parsed;
    }

    /// <exception cref="FormatException">The text is not an amount of this currency.</exception>
    public static Amount Parse(string text, Currency currency) => TryParse(text, currency, out var amount)
        ? amount
        : throw new FormatException($"'{text}' is not an amount in {currency}.");

    /// <exception cref="InvalidOperationException">The amount has a fraction of a minor unit.</exception>
    public long ToMinor() => IsWholeMinor
        ? Units / Currency.UnitsPerMinor
        : throw new InvalidOperationException($"{this} is not a whole number of minor units.");

    /// <summary>What may be shown as spendable: rounded down to the minor unit, towards minus infinity.</summary>
    public Amount FloorToMinor() =>
        new(Units - (Units % Currency.UnitsPerMinor + Currency.UnitsPerMinor) % Currency.UnitsPerMinor, Currency);

    public static Amount operator +(Amount left, Amount right) =>
        new(left.Units + left.Same(right).Units, left.Currency);

    public static Amount operator -(Amount left, Amount right) =>
        new(left.Units - left.Same(right).Units, left.Currency);

    public static Amount operator -(Amount amount) => new(-amount.Units, amount.Currency);
    public static bool operator <(Amount left, Amount right) => left.CompareTo(right) < 0;
    public static bool operator >(Amount left, Amount right) => left.CompareTo(right) > 0;
    public static bool operator <=(Amount left, Amount right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Amount left, Amount right) => left.CompareTo(right) >= 0;

    public static Amount Min(Amount left, Amount right) => left < right ? left : right;

    public int CompareTo(Amount other) => Units.CompareTo(Same(other).Units);

    /// <summary>The decimal string of JSON and tables, without the currency.</summary>
    public string ToDecimalString() => FixedPoint.Format(Units, Currency.LedgerDigits);

    public override string ToString() => $"{ToDecimalString()} {Currency.Code}";

    private Amount Same(Amount other) => other.Currency == Currency
        ? other
        : throw new InvalidOperationException($"{Currency} and {other.Currency} were mixed in one sum.");
}

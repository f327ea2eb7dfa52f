namespace Billing.Money;

/// <summary>
/// How much of a metered thing was used (tokens, seconds, GB-minutes), in fixed point with six decimals.
/// </summary>
public readonly record struct Quantity(long Micros) : IComparable<Quantity>
{
    public const int Digits = 6;
    public const long MicrosPerUnit = 1_000_000;

    public static Quantity Zero => default;

    public bool IsZero => Micros == 0;

    public static Quantity Of(long units) => new(units * MicrosPerUnit);

    /// <summary>Reads a decimal string with at most six decimals; false otherwise.</summary>
    public static bool TryParse(string? text, out Quantity quantity)
    {
        var parsed = FixedPoint.TryParse(text, Digits, out var micros);
        quantity = new(micros);
        return parsed;
    }

    /// <exception cref="FormatException">The text is not a quantity.</exception>
    public static Quantity Parse(string text) =>
        TryParse(text, out var quantity) ? quantity : throw new FormatException($"'{text}' is not a quantity.");

    public static Quantity operator +(Quantity left, Quantity right) => new(left.Micros + right.Micros);
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Micros - right.Micros);
    public static bool operator <(Quantity left, Quantity right) => left.Micros < right.Micros;
    public static bool operator >(Quantity left, Quantity right) => left.Micros > right.Micros;
    public static bool operator <=(Quantity left, Quantity right) => left.Micros <= right.Micros;
    public static bool operator >=(Quantity left, Quantity right) => left.Micros >= right.Micros;

    public static Quantity Min(Quantity left, Quantity right) => left < right ? left : right;

    public int CompareTo(Quantity other) => Micros.CompareTo(other.Micros);

    public override string ToString() => FixedPoint.Format(Micros, Digits);
}

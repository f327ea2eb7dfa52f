namespace Billing.Money;

/// <summary>
/// The rate at which a customer may pay in another currency than that of the balance, for a short time. One unit of
/// the base is worth the rate in the quoted currency, as published; either of the two may be paid for the other.
/// </summary>
public sealed record ExchangeQuote
{
    public const int MaxSpreadBasisPoints = 2_000;
    public static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(15);

    private const int WholeInBasisPoints = 10_000;

    /// <exception cref="ArgumentException">One currency is given twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is none, or the spread is out of bounds.</exception>
    public ExchangeQuote(
        Currency from,
        Currency to,
        ExchangeRate rate,
        string source,
        DateTimeOffset takenAt,
        int spreadBasisPoints,
        DateTimeOffset expiresAt)
    {
        if (from == to) throw new ArgumentException($"{from} is not exchanged for itself.", nameof(to));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate.Digits, nameof(rate));
        ArgumentOutOfRangeException.ThrowIfNegative(spreadBasisPoints);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(spreadBasisPoints, MaxSpreadBasisPoints);
        (Base, Quoted, Rate, Source) = (from, to, rate, source);
        (TakenAt, SpreadBasisPoints, ExpiresAt) = (takenAt, spreadBasisPoints, expiresAt);
    }

    public Currency Base { get; }

    public Currency Quoted { get; }

    public ExchangeRate Rate { get; }

    /// <summary>Who published the rate, or who set it.</summary>
    public string Source { get; }

    public DateTimeOffset TakenAt { get; }

    /// <summary>What is added to what the rate alone would ask, in hundredths of a percent.</summary>
    public int SpreadBasisPoints { get; }

    /// <summary>From then on nothing is sold at this rate.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The other of the two currencies.</summary>
    /// <exception cref="ArgumentException">The currency is neither of the two.</exception>
    public Currency Other(Currency currency) => currency == Base ? Quoted
        : currency == Quoted ? Base
        : throw new ArgumentException($"{currency} is neither {Base} nor {Quoted}.", nameof(currency));

    /// <summary>
    /// What the amount costs in the other currency, spread included, rounded once: up to the next sum that can be paid.
    /// Null when that is beyond what an amount can be.
    /// </summary>
    /// <param name="amount">Whole minor units, as all that customers buy.</param>
    /// <param name="digits">Decimals that the gateway takes of the other currency.</param>
    public Amount? Convert(Amount amount, int digits)
    {
        var paid = Other(amount.Currency);
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Units, nameof(amount));
        ArgumentOutOfRangeException.ThrowIfNegative(digits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, paid.MinorDigits);

        var (worth, each) = amount.Currency == Base
            ? ((Int128)Rate.Digits, PowerOfTen(Rate.Decimals))
            : (PowerOfTen(Rate.Decimals), (Int128)Rate.Digits);
        var dividend = amount.ToMinor() * worth * (WholeInBasisPoints + SpreadBasisPoints) * PowerOfTen(digits);
        var divisor = each * WholeInBasisPoints * PowerOfTen(amount.Currency.MinorDigits);
        var step = paid.UnitsPerMajor / (long)PowerOfTen(digits);
        if (dividend > divisor * (long.MaxValue / step)) return null;

        return new Amount(Rounding.Up(dividend, divisor) * step, paid);
    }

    private static Int128 PowerOfTen(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++) power *= 10;
        return power;
    }
}

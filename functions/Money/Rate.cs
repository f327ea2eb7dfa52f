namespace Billing.Money;

/// <summary>
/// A price as it is published: so much money for so much quantity (0.165 USD per 1,000,000 tokens), never pre-
/// divided.
/// </summary>
public readonly record struct Rate
{
    /// <exception cref="ArgumentOutOfRangeException">The price is negative or the quantity is not positive.</exception>
    public Rate(Amount price, Quantity per)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(price.Units, nameof(price));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(per.Micros, nameof(per));
        Price = price;
        Per = per;
    }

    public Amount Price { get; }

    public Quantity Per { get; }

    /// <summary>
    /// The exact cost as a fraction: units times micros over <see cref="Per"/>'s micros, before any rounding.
    /// </summary>
    public Int128 Numerator(Quantity quantity) => (Int128)Price.Units * quantity.Micros;

    /// <summary>The cost of a quantity, rounded once, half away from zero.</summary>
    /// <exception cref="OverflowException">The cost does not fit in a ledger amount.</exception>
    public Amount Of(Quantity quantity) =>
        new(Rounding.HalfAwayFromZero(Numerator(quantity), Per.Micros), Price.Currency);

    public override string ToString() => $"{Price} per {Per}";
}

namespace Billing.Money;

/// <summary>
/// Many amounts of one currency added up: each of them is an <see cref="Amount"/>, their sum may be beyond the range
/// of one and is told exactly all the same.
/// </summary>
/// <param name="Units">Ledger units, as an amount has them.</param>
public readonly record struct AmountSum(Int128 Units, Currency Currency)
{
    public static AmountSum Zero(Currency currency) => new(0, currency);

    public static implicit operator AmountSum(Amount amount) => new(amount.Units, amount.Currency);

    public static AmountSum operator +(AmountSum left, AmountSum right) =>
        new(left.Units + left.Same(right).Units, left.Currency);

    public static AmountSum operator -(AmountSum left, AmountSum right) =>
        new(left.Units - left.Same(right).Units, left.Currency);

    public static AmountSum operator -(AmountSum sum) => new(-sum.Units, sum.Currency);

    /// <summary>The decimal string of JSON, without the currency.</summary>
    public string ToDecimalString() => FixedPoint.Format(Units, Currency.LedgerDigits);

    public override string ToString() => $"{ToDecimalString()} {Currency.Code}";

    private AmountSum Same(AmountSum other) => other.Currency == Currency
        ? other
        : throw new InvalidOperationException($"{Currency} and {other.Currency} were mixed in one sum.");
}

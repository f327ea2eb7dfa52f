using Billing.Money;

namespace Billing.Pricing;

/// <summary>What of money an event states itself.</summary>
public enum StatedPriceKind
{
    /// <summary>Only the currency: the event's quantity is an amount of it, in major units.</summary>
    Currency = 1,

    /// <summary>The price of so much as the rate card's <c>per</c> says.</summary>
    UnitPrice = 2,

    /// <summary>What the use costs in all.</summary>
    Amount = 3,
}

/// <summary>
/// Money that the producer of an event names: only rate cards that ask for it take it, and only within their limits.
/// </summary>
/// <param name="Amount">Zero when only the currency is stated.</param>
public sealed record StatedPrice(StatedPriceKind Kind, Amount Amount)
{
    private const string UnitPrice = "unit";
    private const string WholeAmount = "amount";

    public Currency Currency => Amount.Currency;

    /// <summary>The form that a line keeps: "USD", "unit 0.5 USD" or "amount 12.34 USD".</summary>
    public string Text => Kind switch
    {
        StatedPriceKind.Currency => Currency.Code,
        StatedPriceKind.UnitPrice => $"{UnitPrice} {Amount}",
        StatedPriceKind.Amount => $"{WholeAmount} {Amount}",
    };

    /// <summary>Reads the kept form; null for the empty text of an event that states nothing.</summary>
    /// <exception cref="FormatException">The text is no stated price.</exception>
    public static StatedPrice? Parse(string text) => text.Split(' ') switch
    {
        [""] => null,
        [var code] => new(StatedPriceKind.Currency, Amount.Zero(Currency.Parse(code))),
        [UnitPrice, var price, var code] => new(StatedPriceKind.UnitPrice, Read(price, code)),
        [WholeAmount, var amount, var code] => new(StatedPriceKind.Amount, Read(amount, code)),
        _ => throw new FormatException($"'{text}' is no stated price."),
    };

    public override string ToString() => Text;

    private static Amount Read(string text, string code) => Amount.Parse(text, Currency.Parse(code));
}

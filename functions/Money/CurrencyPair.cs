namespace Billing.Money;

/// <summary>
/// Two currencies of which one is priced in the other: USD/VND tells what one dollar is worth in dong.
/// </summary>
public readonly record struct CurrencyPair
{
    private const char Slash = '/';

    private CurrencyPair(Currency from, Currency to) => (From, To) = (from, to);

    public Currency From { get; }

    public Currency To { get; }

    /// <exception cref="ArgumentException">One currency is given twice.</exception>
    public static CurrencyPair Of(Currency from, Currency to) => from != to
        ? new(from, to)
        : throw new ArgumentException($"{from} is not exchanged for itself.", nameof(to));

    /// <summary>Reads USD/VND; false for anything else and for one currency twice.</summary>
    public static bool TryParse(string? text, out CurrencyPair pair)
    {
        pair = default;
        if ((text ?? "").Split(Slash) is not [var first, var second]) return false;
        if (!Currency.TryParse(first, out var from) || !Currency.TryParse(second, out var to) || from == to)
            return false;

        pair = new(from, to);
        return true;
    }

    /// <exception cref="FormatException">The text is no pair.</exception>
    public static CurrencyPair Parse(string text) =>
        TryParse(text, out var pair) ? pair : throw new FormatException($"'{text}' is not a pair of currencies.");

    public override string ToString() => $"{From}{Slash}{To}";
}

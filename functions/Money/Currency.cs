namespace Billing.Money;

/// <summary>
/// A currency that an account can hold, with the two scales that matter: what people pay and what the ledger
/// counts.
/// </summary>
public readonly record struct Currency : IComparable<Currency>
{
    private static readonly Dictionary<string, Currency> Known =
        Table().ToDictionary(c => c.Code, StringComparer.Ordinal);

    private readonly Scale? _scale;

    private Currency(Scale scale) => _scale = scale;

    public static IReadOnlyCollection<Currency> All => Known.Values;

    public static Currency Vnd { get; } = Parse("VND");
    public static Currency Jpy { get; } = Parse("JPY");
    public static Currency Usd { get; } = Parse("USD");

    /// <summary>ISO 4217 code, three capital letters.</summary>
    public string Code => Required.Code;

    /// <summary>Decimals of the smallest amount that people pay (ISO 4217): 0 for VND and JPY, 2 for USD.</summary>
    public int MinorDigits => Required.MinorDigits;

    /// <summary>
    /// Decimals of one ledger unit: chosen so that a published token price is exact and the range stays ample.
    /// </summary>
    public int LedgerDigits => Required.LedgerDigits;

    /// <summary>Ledger units in one major unit (one dollar, one dong).</summary>
    public long UnitsPerMajor => Required.UnitsPerMajor;

    /// <summary>Ledger units in one minor unit (one cent, one dong).</summary>
    public long UnitsPerMinor => Required.UnitsPerMinor;

    private Scale Required => _scale ?? throw new InvalidOperationException("A currency without a code was used.");

    public static bool TryParse(string? code, out Currency currency)
    {
        currency = default;
        return code is not null && Known.TryGetValue(code, out currency);
    }

    /// <exception cref="FormatException">The code is not in the table.</exception>
    public static Currency Parse(string code) => TryParse(code, out var currency)
        ? currency
        : throw new FormatException($"'{code}' is not a supported currency.");

    public int CompareTo(Currency other) => string.CompareOrdinal(_scale?.Code, other._scale?.Code);

    public override string ToString() => Code;

    private static IEnumerable<Currency> Table()
    {
        yield return new(new("VND", minorDigits: 0, ledgerDigits: 6));
        yield return new(new("JPY", minorDigits: 0, ledgerDigits: 8));
        string[] twoDecimals =
        [
            "AUD", "BRL", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "MXN", "NOK", "NZD", "PHP",
            "PLN", "SEK", "SGD", "THB", "TWD", "USD",
        ];
        foreach (var code in twoDecimals) yield return new(new(code, minorDigits: 2, ledgerDigits: 10));
    }

    /// <summary>
    /// One object per currency, so that an amount stays two words and comparing currencies is comparing
    /// references.
    /// </summary>
    private sealed class Scale(string code, int minorDigits, int ledgerDigits)
    {
        public string Code { get; } = code;
        public int MinorDigits { get; } = minorDigits;
        public int LedgerDigits { get; } = ledgerDigits;
        public long UnitsPerMajor { get; } = PowerOfTen(ledgerDigits);
        public long UnitsPerMinor { get; } = PowerOfTen(ledgerDigits - minorDigits);

        private static long PowerOfTen(int exponent)
        {
            var power = 1L;
            for (var i = 0; i < exponent; i++) power *= 10;
            return power;
        }
    }
}

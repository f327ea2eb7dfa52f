using Billing.Ledger;
using Billing.Money;

namespace Billing.Pricing;

/// <summary>Names what a price is for: one meter of one service, paid in one currency.</summary>
public readonly record struct RateCardId(ServiceName Service, MeterName Meter, Currency Currency)
{
    public static bool TryParse(string? service, string? meter, string? currency, out RateCardId card)
    {
        card = default;
        if (!ServiceName.TryParse(service, out var ofService)) return false;
        if (!MeterName.TryParse(meter, out var ofMeter)) return false;
        if (!Currency.TryParse(currency, out var inCurrency)) return false;

        card = new(ofService, ofMeter, inCurrency);
        return true;
    }

    /// <exception cref="FormatException">The text is not service/meter/currency.</exception>
    public static RateCardId Parse(string text)
    {
        var parts = text.Split('/');
        if (parts.Length != 3) throw new FormatException($"'{text}' is not a rate card.");
        return new(ServiceName.Parse(parts[0]), MeterName.Parse(parts[1]), Currency.Parse(parts[2]));
    }

    public override string ToString() => $"{Service}/{Meter}/{Currency}";
}

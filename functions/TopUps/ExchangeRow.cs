using Azure.Data.Tables;
using Billing.Money;

namespace Billing.TopUps;

/// <summary>How the exchange of a quote or of a payment stands in its row; without one there are no columns.</summary>
public static class ExchangeRow
{
    private const string Base = "exchangeBase";
    private const string Quoted = "exchangeQuoted";
    private const string Rate = "exchangeRate";
    private const string Source = "exchangeSource";
    private const string TakenAt = "exchangeTakenAt";
    private const string Spread = "exchangeSpread";
    private const string ExpiresAt = "exchangeExpiresAt";

    public static TableEntity With(this TableEntity row, ExchangeQuote? exchange)
    {
        if (exchange is null) return row;

        row[Base] = exchange.Base.Code;
        row[Quoted] = exchange.Quoted.Code;
        row[Rate] = exchange.Rate.ToString();
        row[Source] = exchange.Source;
        row[TakenAt] = exchange.TakenAt;
        row[Spread] = exchange.SpreadBasisPoints;
        row[ExpiresAt] = exchange.ExpiresAt;
        return row;
    }

    /// <summary>Null when the row's payment is in the currency of the balance.</summary>
    public static ExchangeQuote? Read(TableEntity row) => row.GetString(Base) is not { } from
        ? null
        : new(
            Currency.Parse(from),
            Currency.Parse(row.GetString(Quoted)),
            Money.ExchangeRate.Parse(row.GetString(Rate)),
            row.GetString(Source),
            row.GetDateTimeOffset(TakenAt)!.Value,
            row.GetInt32(Spread)!.Value,
            row.GetDateTimeOffset(ExpiresAt)!.Value);
}

using Billing.ExchangeRates;
using Billing.Money;

namespace Billing.History;

/// <summary>
/// A balance in the currency in which it is shown: approximate, for people to read. What is owed and paid is in the
/// account's own currency.
/// </summary>
/// <param name="From">One unit of this currency is worth the rate in the other.</param>
/// <param name="Source">Who published the rate.</param>
/// <param name="Date">When it was published.</param>
public sealed record ApproximateBalance(
    Currency Currency,
    Amount? Total,
    Amount? TopUp,
    Amount? Voucher,
    Amount? Available,
    Currency From,
    Currency To,
    string Rate,
    string Source,
    DateTimeOffset Date)
{
    /// <summary>Null without a rate.</summary>
    public static ApproximateBalance? Of(Balance balance, ApproximateRate? rate) => rate is null
        ? null
        : new(
            rate.Shown, rate.Of(balance.Total), rate.Of(balance.TopUp), rate.Of(balance.Voucher),
            rate.Of(balance.Available), rate.Pair.From, rate.Pair.To, rate.Rate.ToString(), rate.Source, rate.TakenAt);
}

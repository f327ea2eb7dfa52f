using Billing.ExchangeRates;
using Billing.Money;

namespace Billing.Functions.Tests.Support;

/// <summary>Exchange rates and terms that tests start from.</summary>
public static class SomeRates
{
    public static readonly DateTimeOffset Now = SomeTopUp.Now;

    public static ExchangeTerms Terms { get; } = new(
        [CurrencyPair.Parse("USD/VND"), CurrencyPair.Parse("USD/JPY")],
        MaxAge: TimeSpan.FromHours(24),
        SpreadBasisPoints: 200,
        MaxJumpPercent: 10,
        Source: new("http://rates.example/latest"));

    public static PublishedRate Rate(string rate = "25000", string pair = "USD/VND", int hoursOld = 1) => new(
        CurrencyPair.Parse(pair), ExchangeRate.Parse(rate), "central bank", Now.AddHours(-hoursOld));
}

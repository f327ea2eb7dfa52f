using Billing.Money;
using Billing.OpenApi;
using Billing.Platform;

namespace Billing.ExchangeRates;

/// <summary>What is sent to and answered about exchange rates.</summary>
public static class ExchangeRatesOperations
{
    public static void Describe(OperationTable operations) => operations
        .Add(nameof(GetExchangeRates), it => it
            .Query(query => query.Page())
            .Answers<PageOf<RateAnswer>>())
        .Add(nameof(GetExchangeRateHistory), it => it
            .Query(query => query.Page())
            .Answers<PageOf<RateAnswer>>())
        .Add(nameof(PutExchangeRate), it => it
            .Body(body => body
                .Value<Currency>("from", "USD")
                .Value<Currency>("to", "VND")
                .Value<ExchangeRate>("rate", "26000", "What one unit of the first is worth in the second.")
                .Text("source", PublishedRate.MaxSourceLength, "Central bank, 22 November 2026"))
            .Answers<RateAnswer>()
            .Refuses(409, RateRefusal.Superseded, RateRefusal.Jumps));
}

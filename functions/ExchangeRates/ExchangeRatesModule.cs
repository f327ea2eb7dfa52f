using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.ExchangeRates;

/// <summary>Exchange rates: set by administrators or read from a source, kept, and quoted for a short time.</summary>
public static class ExchangeRatesModule
{
    public static IServiceCollection AddExchangeRates(this IServiceCollection services)
    {
        services
            .AddHttpClient(nameof(RateSource), http =>
            {
                http.Timeout = TimeSpan.FromSeconds(RateSource.TimeoutSeconds);
                http.MaxResponseContentBufferSize = RateSource.MaxDocumentBytes;
            })
            .UseSocketsHttpHandler((handler, _) => handler.AllowAutoRedirect = false);
        return services
            .AddTable(ExchangeRateTable.Name)
            .AddSettings(ExchangeTerms.Read)
            .AddSingleton<ExchangeRateTable>()
            .AddSingleton<ExchangeDesk>()
            .AddSingleton<ApproximateRates>()
            .AddSingleton(provider => new RateSource(
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(RateSource))))
            .AddAccess(access => access
                .Allow(nameof(PutExchangeRate), Role.Admin)
                .Allow(nameof(GetExchangeRates), Role.Admin, Role.Finance)
                .Allow(nameof(GetExchangeRateHistory), Role.Admin, Role.Finance))
            .AddOperations(ExchangeRatesOperations.Describe);
    }
}

using Billing.Platform;
using Billing.Platform.Limits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>PayPal: its settings, its clients, and its place among the gateways.</summary>
public static class PayPalModule
{
    private const string Api = "paypal";
    private const string Certs = "paypal-certs";
    private const int Retries = 2;

    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan AllTries = TimeSpan.FromSeconds(20);

    /// <summary>With the body, which the tries do not include.</summary>
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(25);

    public static IServiceCollection AddPayPal(this IServiceCollection services)
    {
        AddClients(services);
        return services
            .AddSettings(PayPalSettings.Read)
            .AddSingleton(provider => new PayPalTokens(
                Client(provider, Api),
                provider.GetRequiredService<PayPalMerchant>(),
                provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new PayPalClient(
                Client(provider, Api),
                provider.GetRequiredService<PayPalTokens>(),
                provider.GetRequiredService<PayPalMerchant>()))
            .AddSingleton(provider => new CertFetcher(Client(provider, Certs)))
            .AddSingleton<PayPalCertificates>()
            .AddSingleton<PayPalVerification>()
            .AddSingleton<IPaymentGateway, PayPalGateway>()
            .AddSingleton<PayPalNotice>()
            .AddSingleton<INoticeReader>(provider => provider.GetRequiredService<PayPalNotice>())
            .AddAccess(access => access
                .AllowAnonymous(nameof(ReceivePayPalNotice))
                .AllowAnonymous(nameof(ReturnFromPayPal))
                .AllowAnonymous(nameof(CancelAtPayPal)))
            .AddLimits(limits => limits.Put(RequestGroup.Webhooks, nameof(ReceivePayPalNotice)));
    }

    /// <summary>
    /// Every call to PayPal may be repeated: it reads, or it carries a request id. "Too many" is not repeated at once:
    /// the next poll or the customer comes again.
    /// </summary>
    private static void AddClients(IServiceCollection services)
    {
        Bounded(services.AddHttpClient(Api), Whole, PayPalClient.MaxAnswerBytes).AddResilienceHandler(Api, pipeline =>
            pipeline.AddTimeout(AllTries).AddRetry(Repeats()).AddTimeout(OneTry));
        Bounded(services.AddHttpClient(Certs), TimeSpan.FromSeconds(CertFetcher.TimeoutSeconds), CertFetcher.MaxBytes);
    }

    private static HttpRetryStrategyOptions Repeats() => new()
    {
        MaxRetryAttempts = Retries,
        BackoffType = DelayBackoffType.Exponential,
        Delay = TimeSpan.FromMilliseconds(300),
        UseJitter = true,
        ShouldHandle = attempt => ValueTask.FromResult(
            attempt.Outcome.Result?.StatusCode != System.Net.HttpStatusCode.TooManyRequests
            && HttpClientResiliencePredicates.IsTransient(attempt.Outcome)),
    };

    private static IHttpClientBuilder Bounded(IHttpClientBuilder client, TimeSpan time, int bytes) => client
        .ConfigureHttpClient(http =>
        {
            http.Timeout = time;
            http.MaxResponseContentBufferSize = bytes;
        })
        .UseSocketsHttpHandler((handler, _) =>
        {
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        })
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan);

    private static HttpClient Client(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);
}

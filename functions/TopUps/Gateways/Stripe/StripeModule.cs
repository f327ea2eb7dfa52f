using Billing.Platform;
using Billing.Platform.Limits;
using Microsoft.Extensions.DependencyInjection;
using Stripe;

namespace Billing.TopUps.Gateways.Stripe;

/// <summary>Paying by card through Stripe.</summary>
public static class StripeModule
{
    public static IServiceCollection AddStripe(this IServiceCollection services)
    {
        services
            .AddHttpClient(nameof(StripeGateway), http =>
            {
                http.Timeout = TimeSpan.FromSeconds(StripeGateway.TimeoutSeconds);
                http.MaxResponseContentBufferSize = StripeGateway.MaxAnswerBytes;
            })
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        return services
            .AddSettings(StripeAccount.Read)
            .AddSingleton(provider => Client(
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(StripeGateway)),
                provider.GetRequiredService<StripeAccount>()))
            .AddSingleton<IPaymentGateway, StripeGateway>()
            .AddSingleton<StripeNoticeReader>()
            .AddSingleton<INoticeReader>(provider => provider.GetRequiredService<StripeNoticeReader>())
            .AddAccess(access => access
                .AllowAnonymous(nameof(ReceiveStripeNotice))
                .AllowAnonymous(nameof(ReturnFromStripe)))
            .AddLimits(limits => limits.Put(RequestGroup.Webhooks, nameof(ReceiveStripeNotice)));
    }

    /// <summary>Our own client: nothing of the library's is shared or measured.</summary>
    public static StripeClient Client(HttpClient http, StripeAccount account) => new(new StripeClientOptions
    {
        ApiKey = account.ApiKey,
        ApiBase = account.ApiBase.AbsoluteUri.TrimEnd('/'),
        HttpClient = new SystemNetHttpClient(http, StripeGateway.MaxRepeats, enableTelemetry: false),
    });
}

using Billing.Ledger;
using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Pricing;

/// <summary>Rate cards: what a use of a service costs, from when on.</summary>
public static class PricingModule
{
    public const string VersionsRoute = "v1/rate-cards/{service}/{meter}/{currency}/versions";

    public static IServiceCollection AddPricing(this IServiceCollection services) => services
        .AddTable(RateCardTable.Name)
        .AddSingleton<RateCardTable>()
        .AddSingleton<PriceCatalogue>()
        .AddSingleton(provider => new PriceWitness(async stop =>
            new PostedPrices(await provider.GetRequiredService<PriceCatalogue>().Newest(stop)).Fault))
        .AddAccess(access => access
            .AllowAnonymous(nameof(GetPriceVersions))
            .Allow(nameof(PublishPriceVersion), Role.Admin))
        .AddOperations(PricingOperations.Describe);
}

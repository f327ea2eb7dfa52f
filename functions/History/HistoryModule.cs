using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.History;

/// <summary>What customers read of their ledger: balance, credit history, the explanation of a charge.</summary>
public static class HistoryModule
{
    public static IServiceCollection AddHistory(this IServiceCollection services) => services
        .AddSingleton<HistoryReader>()
        .AddAccess(access => access
            .Allow(nameof(GetBalance), Role.Customer, Role.Service)
            .Allow(nameof(GetCreditHistory), Role.Customer, Role.Finance)
            .Allow(nameof(ExplainCharge), Role.Customer));
}

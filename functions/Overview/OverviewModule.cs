using Azure.Data.Tables;
using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Overview;

/// <summary>The Billing Management page in one answer.</summary>
public static class OverviewModule
{
    public static IServiceCollection AddOverview(this IServiceCollection services) => services
        .AddTable(MonthSpendTable.Name)
        .AddSingleton(provider => new MonthSpendTable(provider.GetRequiredService<TableServiceClient>()))
        .AddSingleton<SpendReader>()
        .AddSingleton<OverviewLists>()
        .AddSingleton<OverviewReader>()
        .AddOperations(OverviewOperations.Describe)
        .AddAccess(access => access.Allow(nameof(GetOverview), Role.Customer, Role.Finance));
}

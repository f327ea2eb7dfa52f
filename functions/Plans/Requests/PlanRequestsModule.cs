using Azure.Data.Tables;
using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Plans.Requests;

/// <summary>What customers ask sales for, and what sales does about it.</summary>
public static class PlanRequestsModule
{
    public static IServiceCollection AddPlanRequests(this IServiceCollection services) => services
        .AddTable(RequestTable.Name)
        .AddSingleton(provider => new RequestTable(provider.GetRequiredService<TableServiceClient>()))
        .AddSingleton<RequestTimeTable>()
        .AddSingleton<RequestDesk>()
        .AddSettings(RequestRules.Read)
        .AddAccess(access => access
            .Allow(nameof(SendPlanRequest), Role.Customer)
            .Allow(nameof(GetPlanRequests), Role.Sales)
            .Allow(nameof(GetPlanRequest), Role.Sales)
            .Allow(nameof(ChangePlanRequest), Role.Sales))
        .AddOperations(PlanRequestsOperations.Describe);
}

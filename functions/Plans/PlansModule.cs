using Azure.Data.Tables;
using Billing.Plans.Requests;
using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Plans;

/// <summary>Billing plans: offers, payments by their structure, and the lifecycle of their cover.</summary>
public static class PlansModule
{
    public static IServiceCollection AddPlans(this IServiceCollection services) => services
        .AddTable(PlanDueTable.Name)
        .AddSingleton(provider => new PlanDueTable(provider.GetRequiredService<TableServiceClient>()))
        .AddSingleton<PlanTable>()
        .AddSingleton<PlanDesk>()
        .AddPlanRequests();
}

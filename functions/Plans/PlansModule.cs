using Azure.Data.Tables;
using Billing.Plans.Payments;
using Billing.Plans.Requests;
using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Plans;

/// <summary>Billing plans: offers, payments by their structure, and the lifecycle of their cover.</summary>
public static class PlansModule
{
    public const string PlansRoute = "v1/accounts/{account}/plans";
    public const string PlanRoute = PlansRoute + "/{plan}";

    public static IServiceCollection AddPlans(this IServiceCollection services) => services
        .AddTable(PlanDueTable.Name)
        .AddSingleton(provider => new PlanDueTable(provider.GetRequiredService<TableServiceClient>()))
        .AddSingleton<PlanTable>()
        .AddSingleton<BalancePaymentTable>()
        .AddSingleton(BalancePaymentTable.Witness)
        .AddSingleton<PlanDesk>()
        .AddSingleton<PlanActs>()
        .AddSingleton<PlanSpendReader>()
        .AddSettings(PlanRules.Read)
        .AddAccess(access => access
            .Allow(nameof(DraftPlan), Role.Sales)
            .Allow(nameof(EditPlan), Role.Sales)
            .Allow(nameof(SendPlan), Role.Sales)
            .Allow(nameof(ConfirmPlan), Role.Customer)
            .Allow(nameof(DeclinePlan), Role.Customer)
            .Allow(nameof(PausePlan), Role.Customer, Role.Sales)
            .Allow(nameof(ResumePlan), Role.Customer, Role.Sales)
            .Allow(nameof(ChangePlan), Role.Customer, Role.Sales)
            .Allow(nameof(RenewPlan), Role.Customer, Role.Sales)
            .Allow(nameof(CancelPlan), Role.Customer, Role.Sales)
            .Allow(nameof(GetPlans), Role.Customer, Role.Sales)
            .Allow(nameof(GetPlan), Role.Customer, Role.Sales)
            .Allow(nameof(GetPlanSpend), Role.Customer, Role.Sales))
        .AddOperations(PlansOperations.Describe)
        .AddPlanRequests()
        .AddPlanPayments();
}

using Billing.Platform;
using Billing.Platform.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Plans.Payments;

/// <summary>
/// Payments of billing plans: through the gateways of top-ups, by bank transfer, or from the balance.
/// </summary>
public static class PlanPaymentsModule
{
    public static IServiceCollection AddPlanPayments(this IServiceCollection services) => services
        .AddTable(PlanPaymentTable.Name)
        .AddSingleton<PlanPaymentTable>()
        .AddSingleton<PlanPaymentOpening>()
        .AddAccess(access => access.Allow(nameof(PayPlan), Role.Customer))
        .AddLimits(limits => limits.Put(RequestGroup.Money, nameof(PayPlan)))
        .AddOperations(PlanPaymentsOperations.Describe);
}

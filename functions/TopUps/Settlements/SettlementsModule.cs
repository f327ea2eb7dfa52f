using Billing.Platform;
using Billing.Platform.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.TopUps.Settlements;

/// <summary>Each day's captures held against what gateways and banks list.</summary>
internal static class SettlementsModule
{
    public static IServiceCollection AddSettlements(this IServiceCollection services) => services
        .AddTable(SettlementTable.Name).AddSingleton<SettlementTable>()
        .AddSingleton<SettlementDesk>()
        .AddAccess(access => access
            .Allow(nameof(CompareSettlement), Role.Finance)
            .Allow(nameof(GetSettlement), Role.Finance))
        .AddLimits(limits => limits.Put(RequestGroup.Heavy, nameof(CompareSettlement)))
        .AddOperations(SettlementsOperations.Describe);
}

using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Notices;

/// <summary>What ledgers tell: brought to the bus, and kept as notices of their accounts.</summary>
public static class NoticesModule
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddTable(NoticeTable.Name)
        .AddTable(OutboxTable.SetAsideName)
        .AddQueue(BillingFactsQueue.Name)
        .AddSingleton<NoticeTable>()
        .AddSingleton(provider => new OutboxTable(
            provider.GetRequiredService<TableServiceClient>(), provider.GetRequiredService<LedgerTable>()))
        .AddSingleton<BillingFactsQueue>()
        .AddSingleton<OutboxDelivery>()
        .AddAccess(access => access
            .Allow(nameof(GetNotices), Role.Customer, Role.Finance)
            .Allow(nameof(GetPaymentAlerts), Role.Finance)
            .Allow(nameof(GetSetAsideFacts), Role.Admin))
        .AddOperations(NoticesOperations.Describe);
}

using Billing.History.Exports;
using Billing.History.Rollups;
using Billing.Ledger;
using Billing.Platform;
using Billing.Platform.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.History;

/// <summary>
/// What customers read of their money: balance, credit history, payments with their receipts, the explanation of a
/// charge.
/// </summary>
public static class HistoryModule
{
    public static IServiceCollection AddHistory(this IServiceCollection services) => services
        .AddSingleton(provider => new KnownDays(provider.GetRequiredService<LedgerReader>()))
        .AddSingleton<HistoryReader>()
        .AddRollups()
        .AddSingleton<PaymentReader>()
        .AddSingleton<UnsettledReader>()
        .AddExports()
        .AddAccess(access => access
            .Allow(nameof(GetBalance), Role.Customer, Role.Service)
            .Allow(nameof(GetCreditHistory), Role.Customer, Role.Finance)
            .Allow(nameof(GetPayments), Role.Customer, Role.Finance)
            .Allow(nameof(GetPaymentReceipt), Role.Customer, Role.Finance)
            .Allow(nameof(ExplainCharge), Role.Customer))
        .AddOperations(HistoryOperations.Describe);

    private static IServiceCollection AddExports(this IServiceCollection services) => services
        .AddTable(ExportTable.Name)
        .AddSingleton<ExportTable>()
        .AddSingleton<ExportTurns>(_ => new())
        .AddSingleton(provider => new HistoryScan(provider.GetRequiredService<LedgerTable>()))
        .AddSingleton<HistoryExport>()
        .AddAccess(access => access
            .Allow(nameof(ExportCreditHistory), Role.Customer, Role.Finance)
            .Allow(nameof(GetExport), Role.Customer, Role.Finance))
        .AddLimits(limits => limits.Put(RequestGroup.Heavy, nameof(ExportCreditHistory)))
        .AddOperations(ExportsOperations.Describe);
}

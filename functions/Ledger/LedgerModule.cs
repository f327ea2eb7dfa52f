using Azure.Data.Tables;
using Billing.Platform;
using Billing.Platform.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Ledger;

/// <summary>Registers the ledger.</summary>
public static class LedgerModule
{
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.AddTable(LedgerTable.Name);
        services.AddTable(ExpiryTable.Name);
        services.AddTable(OutboxMarkTable.Name);
        services.AddSingleton(provider => new ExpiryTable(provider.GetRequiredService<TableServiceClient>()));
        services.AddSingleton(provider => new OutboxMarkTable(provider.GetRequiredService<TableServiceClient>()));
        services.AddSingleton(provider => new LedgerMarks(
            provider.GetRequiredService<ExpiryTable>(), provider.GetRequiredService<OutboxMarkTable>()));
        services.AddSingleton(Ledger);
        services.AddSingleton<ExpirySweep>();
        services.AddSingleton(
            provider => new Jitter((ulong)provider.GetRequiredService<TimeProvider>().GetUtcNow().Ticks));
        services.AddSingleton(_ => new HotAccounts());
        services.AddSingleton<LedgerDesk>();
        services.AddSingleton<UsageDesk>();
        services.AddSingleton<LedgerReader>();
        services.AddSingleton<CommitSearch>();
        services.AddSingleton<LedgerAuditor>();
        services.AddAccess(access => access.Allow(nameof(AuditAccount), Role.Finance, Role.Admin));
        services.AddLimits(limits => limits.Put(RequestGroup.Heavy, nameof(AuditAccount)));
        services.AddOperations(LedgerOperations.Describe);
        return services;
    }

    private static LedgerTable Ledger(IServiceProvider provider)
    {
        var tables = provider.GetRequiredKeyedService<TableServiceClient>(Registration.SendOnce);
        return new(
            tables.GetTableClient(LedgerTable.Name),
            provider.GetRequiredService<LedgerMarks>(),
            provider.GetRequiredService<LowBalanceDefaults>());
    }
}

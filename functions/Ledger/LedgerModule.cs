using Azure.Data.Tables;
using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Ledger;

/// <summary>Registers the ledger.</summary>
public static class LedgerModule
{
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.AddTable(LedgerTable.Name);
        services.AddSingleton(provider =>
            new LedgerTable(provider.GetRequiredKeyedService<TableServiceClient>(Registration.SendOnce)));
        services.AddSingleton(
            provider => new Jitter((ulong)provider.GetRequiredService<TimeProvider>().GetUtcNow().Ticks));
        services.AddSingleton(_ => new HotAccounts());
        services.AddSingleton<LedgerDesk>();
        services.AddSingleton<UsageDesk>();
        services.AddSingleton<LedgerReader>();
        services.AddSingleton<CommitSearch>();
        services.AddSingleton<LedgerAuditor>();
        services.AddAccess(access => access.Allow(nameof(AuditAccount), Role.Finance, Role.Admin));
        return services;
    }
}

using Billing.Platform;
using Billing.Platform.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Audits;

/// <summary>The audit of all accounts and its reports.</summary>
public static class AuditsModule
{
    public static IServiceCollection AddAudits(this IServiceCollection services) => services
        .AddTable(AuditRunTable.Name)
        .AddSettings(AuditSettings.Read)
        .AddSingleton<AuditRunTable>()
        .AddSingleton<AuditRounds>()
        .AddAccess(access => access
            .Allow(nameof(GetAudits), Role.Finance, Role.Admin)
            .Allow(nameof(GetAudit), Role.Finance, Role.Admin)
            .AllowAnonymous(nameof(GetLedgerHealth)))
        .AddLimits(limits => limits.Put(RequestGroup.Health, nameof(GetLedgerHealth)))
        .AddOperations(AuditsOperations.Describe);
}

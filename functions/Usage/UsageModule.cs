using Billing.Platform;
using Billing.Platform.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Usage;

/// <summary>Reported usage: taking it in, rating it, and what cannot be rated.</summary>
public static class UsageModule
{
    public static IServiceCollection AddUsage(this IServiceCollection services) => services
        .AddTable(QuarantineTable.Name)
        .AddQueue(UsageQueue.Name)
        .AddSettings(UsageSettings.Read)
        .AddSingleton(provider => provider.GetRequiredService<UsageSettings>().Rules)
        .AddSingleton<QuarantineTable>()
        .AddSingleton<UsageQueue>()
        .AddSingleton<UsageCharging>()
        .AddSingleton<UsageReplay>()
        .AddAccess(access => access
            .Allow(nameof(IngestUsage), Role.Service)
            .Allow(nameof(GetQuarantine), Role.Admin)
            .Allow(nameof(ReplayQuarantined), Role.Admin))
        .AddLimits(limits => limits.Put(RequestGroup.Usage, nameof(IngestUsage)))
        .AddOperations(UsageOperations.Describe);
}

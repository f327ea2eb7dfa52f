using Azure.Data.Tables;
using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Privacy;

/// <summary>What is forgotten: who stands behind an account, when asked to, and old rows by their age.</summary>
public static class PrivacyModule
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddTable(ForgottenTable.Name)
        .AddSingleton(provider => new ForgottenTable(provider.GetRequiredService<TableServiceClient>()))
        .AddSettings(RetentionRules.Read)
        .AddSingleton<ErasureObstacles>()
        .AddSingleton<ErasureDesk>()
        .AddSingleton<OldRowKinds>()
        .AddAccess(access => access.Allow(nameof(EraseAccount), Role.Admin))
        .AddOperations(PrivacyOperations.Describe);
}

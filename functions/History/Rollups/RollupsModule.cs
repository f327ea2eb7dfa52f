using Azure.Data.Tables;
using Billing.OpenApi;
using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.History.Rollups;

/// <summary>Usage in sums.</summary>
public static class RollupsModule
{
    public static IServiceCollection AddRollups(this IServiceCollection services) => services
        .AddTable(UsageDayTable.Name)
        .AddSingleton(provider => new UsageDayTable(provider.GetRequiredService<TableServiceClient>()))
        .AddSingleton<UsageDayReader>()
        .AddSingleton<UsageReader>()
        .AddOperations(Describe)
        .AddAccess(access => access.Allow(nameof(GetUsage), Role.Customer, Role.Finance));

    private static void Describe(OperationTable operations) => operations
        .Add(nameof(GetUsage), it => it
            .Query(query => query
                .Choice<UsageBy>("by", "By hour unless told otherwise; hours and days of the preferred time zone.")
                .Text("service", 64, "ai-inference")
                .Text("meter", 64, "input-tokens")
                .Text("resource", 200, "llama-70b", "~none for usage that names none.")
                .Text("from", 40, "2026-11-01", "A date or a time: the start of an hour, or day.")
                .Text("to", 40, "2026-12-01", "The same; not included.")
                .Page())
            .Answers<PageOf<UsageRow>>());
}

using Billing.Platform;
using Billing.Platform.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Statements;

/// <summary>Monthly statements of an account.</summary>
public static class StatementsModule
{
    public static IServiceCollection AddStatements(this IServiceCollection services) => services
        .AddSingleton<StatementReader>()
        .AddSingleton<StatementDesk>()
        .AddAccess(access => access
            .Allow(nameof(GetStatement), Role.Customer, Role.Finance)
            .Allow(nameof(GetStatementPdf), Role.Customer, Role.Finance)
            .Allow(nameof(GetStatementWorkbook), Role.Customer, Role.Finance))
        .AddLimits(limits => limits.Put(
            RequestGroup.Heavy,
            nameof(GetStatement),
            nameof(GetStatementPdf),
            nameof(GetStatementWorkbook)))
        .AddOperations(StatementsOperations.Describe);
}

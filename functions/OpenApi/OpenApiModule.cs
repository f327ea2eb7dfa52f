using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.OpenApi;

/// <summary>The description of the API, made from the code itself.</summary>
public static class OpenApiModule
{
    public static IServiceCollection AddOpenApi(this IServiceCollection services) => services
        .AddSingleton(provider =>
        {
            var operations = new OperationTable();
            foreach (var entries in provider.GetServices<OperationEntries>()) entries.AddTo(operations);
            return operations;
        })
        .AddSingleton<ApiFiles>()
        .AddAccess(access => access
            .AllowAnonymous(nameof(GetOpenApi))
            .AllowAnonymous(nameof(GetReference)))
        .AddOperations(operations => operations
            .Add(nameof(GetOpenApi), it => it
                .AnswersFile("application/json", "This document.")
                .AnswersEmpty(304, "It is still what If-None-Match names."))
            .Add(nameof(GetReference), it => it
                .AnswersFile("text/html", "The page.")
                .AnswersEmpty(304, "It is still what If-None-Match names.")));
}

using Azure.Data.Tables;
using Billing.Platform.Limits;
using Billing.Platform.Telemetry;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Billing.Platform;

/// <summary>
/// What every capability stands on: callers, idempotency, problems, storage, bus and the checks of the start.
/// </summary>
public static class PlatformModule
{
    /// <summary>All of it: telemetry, the steps around every function, and the services.</summary>
    public static void UsePlatform(this FunctionsApplicationBuilder app)
    {
        app.AddTelemetry();
        ((IFunctionsWorkerApplicationBuilder)app).UsePlatform();
        app.Services.AddPlatform();
    }

    /// <summary>The steps around every function, outermost first.</summary>
    public static IFunctionsWorkerApplicationBuilder UsePlatform(this IFunctionsWorkerApplicationBuilder app) => app
        .UseMiddleware<FaultAnswers>()
        .UseMiddleware<CallerAddress>()
        .UseMiddleware<AccessGate>()
        .UseMiddleware<RateGate>()
        .UseMiddleware<IdempotencyGate>();

    public static IServiceCollection AddPlatform(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMvcCore().AddJsonOptions(json => Json.Configure(json.JsonSerializerOptions));
        services.AddSingleton<IActionResultExecutor<ObjectResult>, AnswerWriter>();
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        return services.AddStorage().AddBus().AddCallers().AddLimits().AddIdempotency().AddStartChecks().AddHealth();
    }

    private static IServiceCollection AddStorage(this IServiceCollection services) => services
        .AddSettings(StorageSettings.Read)
        .AddSingleton(provider => Clients.PatientTables(provider.GetRequiredService<StorageSettings>()))
        .AddKeyedSingleton(Registration.SendOnce, (provider, _) =>
            Clients.SendOnceTables(provider.GetRequiredService<StorageSettings>()));

    private static IServiceCollection AddBus(this IServiceCollection services) => services
        .AddSettings(BusSettings.Read)
        .AddSingleton(provider => Clients.Bus(provider.GetRequiredService<BusSettings>()));

    private static IServiceCollection AddCallers(this IServiceCollection services)
    {
        services.AddHttpClient(nameof(TokenCheck), http => http.Timeout = TimeSpan.FromSeconds(5));
        return services
            .AddSettings(AuthSettings.Read)
            .AddSingleton(provider => Clients.Authority(
                provider.GetRequiredService<AuthSettings>(),
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(TokenCheck))))
            .AddSingleton<TokenCheck>()
            .AddSingleton(provider =>
            {
                var access = new AccessTable();
                foreach (var entries in provider.GetServices<AccessEntries>()) entries.AddTo(access);
                return access;
            });
    }

    private static IServiceCollection AddLimits(this IServiceCollection services) => services
        .AddSettings(ProxySettings.Read)
        .AddSettings(RateLimitSettings.Read)
        .AddSingleton<RateLimits>()
        .AddSingleton(provider =>
        {
            var groups = new LimitTable();
            foreach (var entries in provider.GetServices<LimitEntries>()) entries.AddTo(groups);
            return groups;
        });

    private static IServiceCollection AddIdempotency(this IServiceCollection services) => services
        .AddTable(IdempotencyTable.Name)
        .AddSingleton<IdempotencyTable>()
        .AddSingleton<IStartupFilter, AnswerRecorder>();

    private static IServiceCollection AddStartChecks(this IServiceCollection services)
    {
        services.TryAddSingleton(FunctionInventory.Of(typeof(PlatformModule).Assembly));
        return services
            .AddSingleton(provider => new Lazy<TableServiceClient>(provider.GetRequiredService<TableServiceClient>))
            .AddHostedService<StartChecks>();
    }

    private static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddSingleton<Readiness>()
        .AddAccess(access => access
            .AllowAnonymous(nameof(GetLiveness))
            .AllowAnonymous(nameof(GetReadiness)))
        .AddLimits(limits => limits.Put(RequestGroup.Health, nameof(GetLiveness), nameof(GetReadiness)))
        .AddOperations(PlatformOperations.Describe);
}

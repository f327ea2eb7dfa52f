using Azure.Data.Tables;
using Billing.LocalHost.Functions;
using Billing.LocalHost.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billing.LocalHost.Durable;

/// <summary>The engine of a host, if its app has durable functions.</summary>
internal sealed class DurableHost(
    IConfiguration configuration,
    HostJson json,
    TimeProvider clock,
    FunctionInvoker invoker,
    IServiceScopeFactory scopes,
    ILoggerFactory logs) : IDisposable
{
    private DurableEngine? _engine;
    private DurableDispatch? _dispatch;

    public DurableEngine Engine =>
        _engine ?? throw new InvalidOperationException("The app has neither orchestrators nor activities.");

    public void Add(IReadOnlyList<FunctionDescriptor> functions)
    {
        var durable = new DurableFunctions(functions, invoker, scopes);
        if (!durable.IsAny) return;

        if (configuration[json.HubConnection] is not { Length: > 0 } connection)
            throw new StartupRefusedException($"Durable functions need the setting '{json.HubConnection}'.");
        var options = new DurableOptions
        {
            Hub = SettingReference.Resolve(json.HubName, configuration, "durableTask.hubName"),
        };
        _engine = new DurableEngine(new TableServiceClient(connection), durable, clock, logs, options);
        _dispatch = new DurableDispatch(_engine, options, clock, logs.CreateLogger<DurableDispatch>());
    }

    /// <summary>Creates the table.</summary>
    public Task PrepareAsync(CancellationToken stop) => _engine?.PrepareAsync(stop) ?? Task.CompletedTask;

    public void Start() => _dispatch?.Start();

    public Task StopAsync(CancellationToken patience) => _dispatch?.StopAsync(patience) ?? Task.CompletedTask;

    public void Dispose() => _dispatch?.Dispose();
}

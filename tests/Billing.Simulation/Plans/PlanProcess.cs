using Azure.Data.Tables;
using Billing.LocalHost.Durable;
using Billing.LocalHost.Functions;
using Billing.Plans;
using Billing.Simulation.Support;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Simulation.Plans;

/// <summary>One run of the app with the development host's durable engine, from its start until it is killed.</summary>
internal sealed class PlanProcess : IAsyncDisposable
{
    private PlanProcess(App app, DurableEngine engine) => (App, Engine) = (app, engine);

    public App App { get; }

    public DurableEngine Engine { get; }

    public DurableTaskClient Client => Engine.Client;

    /// <param name="isDead">Tells a failure of the app's from its death.</param>
    public static PlanProcess Start(
        SetClock clock, TableServiceClient tables, FactBus bus, Func<bool>? isDead = null)
    {
        var app = new App(tables, clock, bus);
        var functions = new DurableFunctions(
            FunctionCatalog.Discover([typeof(PlanLifecycle), typeof(AdvancePlan)]),
            new FunctionInvoker(new WorkerPipeline()),
            app.Get<IServiceScopeFactory>());
        var options = new DurableOptions { EndsTheProcess = _ => isDead?.Invoke() ?? false };
        return new(app, new(tables, functions, clock, NullLoggerFactory.Instance, options));
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

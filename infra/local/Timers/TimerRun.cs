using Billing.LocalHost.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billing.LocalHost.Timers;

/// <summary>Runs a timer function once, with the retries that its attribute asks for.</summary>
internal sealed partial class TimerRun(
    FunctionDescriptor function, FunctionInvoker invoker, IServiceScopeFactory scopes, TimeProvider clock, ILogger log)
{
    private readonly IRetryPlan? _retries =
        function.Method.GetCustomAttributes(inherit: false).OfType<IRetryPlan>().FirstOrDefault();

    public string Name => function.Name;

    public async Task RunAsync(TimerInfo tick, CancellationToken stop)
    {
        for (var retry = 1; !await SucceedsAsync(tick, stop); retry++)
        {
            if (_retries is null || (_retries.MaxRetryCount >= 0 && retry > _retries.MaxRetryCount)) return;

            await Task.Delay(_retries.DelayBefore(retry), clock, stop);
        }
    }

    public void CouldNotRemember(Exception failure) => Forgotten(failure, function.Name);

    private async Task<bool> SucceedsAsync(TimerInfo tick, CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await invoker.InvokeAsync(new Invocation(function, scope.ServiceProvider, tick, stop));
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            Failed(failure, function.Name);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "{Function} failed")]
    private partial void Failed(Exception failure, string function);

    [LoggerMessage(LogLevel.Warning, "The run of {Function} was not stored; after a restart it may count as missed")]
    private partial void Forgotten(Exception failure, string function);
}

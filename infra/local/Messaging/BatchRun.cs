using Azure.Messaging.ServiceBus;
using Billing.LocalHost.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billing.LocalHost.Messaging;

/// <summary>Runs a queue function on one batch and settles what the settings ask it to settle.</summary>
internal sealed partial class BatchRun(
    FunctionDescriptor function,
    ListenerSettings settings,
    SessionStates states,
    FunctionInvoker invoker,
    IServiceScopeFactory scopes,
    ILogger log)
{
    private const int ConcurrentSettlements = 8;

    public async Task RunAsync(Batch batch, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var renewal = KeepLockedAsync(batch, ended.Token);
        var succeeded = await InvokeAsync(batch, stop);
        await ended.CancelAsync();
        await renewal;
        if (settings.AutoComplete) await SettleAsync(batch, succeeded);
    }

    private async Task<bool> InvokeAsync(Batch batch, CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var messages = batch.Deliveries.Select(delivery => delivery.Message).ToArray();
            object trigger = settings.IsBatched ? messages : messages[0];
            await invoker.InvokeAsync(new Invocation(function, scope.ServiceProvider, trigger, stop)
            {
                MessageActions = new ServiceBusMessageActions(),
                SessionActions = settings.HasSessions
                    ? new ServiceBusSessionMessageActions(new SessionHold(batch, states))
                    : null,
            });
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failure)
        {
            Failed(failure, function.Name, batch.Deliveries.Count);
            return false;
        }
    }

    // As on Service Bus: only a function that takes single messages has its lock kept up for it.
    private async Task KeepLockedAsync(Batch batch, CancellationToken ended)
    {
        var until = TimeProvider.System.GetUtcNow() + settings.AutoRenewal;
        try
        {
            while (TimeProvider.System.GetUtcNow() < until)
            {
                await Task.Delay(settings.LockDuration / 2, ended);
                foreach (var delivery in batch.Deliveries) await delivery.RenewAsync(ended);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ServiceBusException)
        {
            // The function ended, settled the message, or has lost it: nothing is left to keep.
        }
    }

    // Settles even while the host stops: the work is done, so its messages should not come again.
    private Task SettleAsync(Batch batch, bool succeeded)
    {
        var bounded = new ParallelOptions { MaxDegreeOfParallelism = ConcurrentSettlements };
        var open = batch.Deliveries.Where(delivery => !delivery.IsSettled);
        return Parallel.ForEachAsync(open, bounded, async (delivery, _) =>
        {
            try
            {
                await (succeeded
                    ? delivery.CompleteAsync(CancellationToken.None)
                    : delivery.AbandonAsync(null, CancellationToken.None));
            }
            catch (ServiceBusException lost)
            {
                Unsettled(function.Name, delivery.Message.MessageId, lost.Reason);
            }
        });
    }

    [LoggerMessage(LogLevel.Error, "{Function} failed on {Count} messages")]
    private partial void Failed(Exception failure, string function, int count);

    [LoggerMessage(LogLevel.Warning, "{Function}: message {Message} was not settled and comes again ({Reason})")]
    private partial void Unsettled(string function, string? message, ServiceBusFailureReason reason);
}

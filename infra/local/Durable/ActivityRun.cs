using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Billing.LocalHost.Durable;

/// <summary>Runs an activity once and says what came of it.</summary>
internal sealed partial class ActivityRun(DurableFunctions functions, DurableOptions options, ILogger log)
{
    public async Task<TurnInput> RunAsync(
        string instance, Decision.CallActivity call, DurableTaskClient client, CancellationToken stop)
    {
        try
        {
            var result = await functions.RunActivityAsync(call.Name, call.Input, client, stop);
            return new TurnInput.TaskCompleted(
                call.Task, Payload.Write(result, $"The result of the activity '{call.Name}'"));
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && !options.EndsTheProcess(failure))
        {
            Failed(failure, call.Name, instance);
            return new TurnInput.TaskFailed(call.Task, Failures.Of(failure));
        }
    }

    [LoggerMessage(LogLevel.Warning, "The activity {Activity} of {Instance} failed")]
    private partial void Failed(Exception failure, string activity, string instance);
}

using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billing.Platform;

/// <summary>What was found of each dependency: "ok" or "down".</summary>
public sealed record ReadinessFound(IReadOnlyDictionary<string, string> Checks)
{
    public const string Ok = "ok";
    public const string Down = "down";

    public bool IsReady => Checks.Values.All(state => state == Ok);
}

/// <summary>Asks the tables and the queues whether they answer, in bounded time.</summary>
public sealed partial class Readiness(
    [FromKeyedServices(Registration.SendOnce)] TableServiceClient tables,
    ServiceBusClient bus,
    IEnumerable<RegisteredQueue> queues,
    ILogger<Readiness> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<ReadinessFound> Look(CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        var names = queues.Select(queue => queue.Name).Distinct(StringComparer.Ordinal).ToList();
        var checks = names.Select(name => Check($"queue {name}", AskQueue(name, patience.Token), stop));
        var found = await Task.WhenAll([Check("tables", AskTables(patience.Token), stop), .. checks]);
        return new(found.ToDictionary());
    }

    private async Task<KeyValuePair<string, string>> Check(string name, Task question, CancellationToken stop)
    {
        try
        {
            await question.WaitAsync(Patience, stop);
            return new(name, ReadinessFound.Ok);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            Unreachable(failure, name);
            return new(name, ReadinessFound.Down);
        }
    }

    private async Task AskTables(CancellationToken stop)
    {
        var rows = tables.GetTableClient(IdempotencyTable.Name);
        await rows.GetEntityIfExistsAsync<TableEntity>("ready", "ready", cancellationToken: stop);
    }

    private async Task AskQueue(string name, CancellationToken stop)
    {
        await using var sender = bus.CreateSender(name);
        using var batch = await sender.CreateMessageBatchAsync(stop);
    }

    [LoggerMessage(1031, LogLevel.Warning, "{Dependency} does not answer")]
    private partial void Unreachable(Exception failure, string dependency);
}

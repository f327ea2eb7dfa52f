using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Billing.LocalHost.Durable;

/// <summary>The durable client that functions get.</summary>
internal sealed class LocalDurableClient(
    InstanceStore store,
    DurableFunctions functions,
    Postman postman,
    Action<string> changed,
    TimeProvider clock,
    string hub) : DurableTaskClient(hub)
{
    private const int MaxTries = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string _id = Guid.CreateVersion7().ToString("N");
    private long _sent;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        if (!functions.IsOrchestrator(orchestratorName))
            throw new ArgumentException($"The app has no orchestrator of the name '{orchestratorName}'.");

        var id = InstanceIds.Check(options?.InstanceId ?? Guid.CreateVersion7().ToString("N"));
        var now = clock.GetUtcNow();
        var startAt = options?.StartAt is { } later && later > now ? later : now;
        var head = new InstanceHead(id, orchestratorName, now)
        {
            StartAt = startAt,
            Due = startAt,
            Input = Payload.Write(input, $"The input of the orchestrator '{orchestratorName}'"),
        };
        return await postman.StartAsync(head, cancellation)
            ? id
            : throw new InvalidOperationException($"An instance of the id '{id}' already exists and has not ended.");
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var json = Payload.Write(eventPayload, $"The event '{eventName}'");
        return TellAsync(instanceId, new TurnInput.EventRaised(eventName, json), cancellation);
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, HasBegun, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, head => head.IsOver, getInputsAndOutputs, cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId, object? output, CancellationToken cancellation = default) =>
        ControlAsync(instanceId, new TurnInput.Terminated(Payload.Write(output, "The output")), cancellation);

    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        ControlAsync(instanceId, new TurnInput.Suspended(reason), cancellation);

    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        ControlAsync(instanceId, new TurnInput.Resumed(reason), cancellation);

    public override async Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        await store.FindHeadAsync(instanceId, cancellation) is var (head, _)
            ? InstancePages.Metadata(head, getInputsAndOutputs)
            : null;

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new InstancePages(store, filter ?? new OrchestrationQuery());

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        if (options is { Recursive: true })
            throw new NotSupportedException("The development host purges one instance at a time.");

        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await store.LoadAsync(instanceId, cancellation) is not { Head.IsOver: true } state) return new(0);
            if (await store.RemoveAsync(state, cancellation)) return new(1);
        }

        throw new TimeoutException($"The instance '{instanceId}' is changed by others again and again.");
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool HasBegun(InstanceHead head) => head.Status != OrchestrationRuntimeStatus.Pending;

    private async Task ControlAsync(string instance, TurnInput control, CancellationToken stop)
    {
        if (await store.FindHeadAsync(instance, stop) is not var (head, _))
            throw new ArgumentException($"There is no instance of the id '{instance}'.");
        if (head.IsOver) throw new InvalidOperationException($"The instance '{instance}' has ended: {head.Status}.");

        await TellAsync(instance, control, stop);
    }

    private async Task TellAsync(string instance, TurnInput input, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var number = Interlocked.Increment(ref _sent).ToString("D12", CultureInfo.InvariantCulture);
        var arrival = new Arrival(InstanceRows.InboxKey(now, $"{number}.{_id}"), now, null, null, input);
        if (await store.PutAsync(InstanceIds.Check(instance), arrival, now, stop)) changed(instance);
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instance, Func<InstanceHead, bool> holds, bool withPayloads, CancellationToken stop)
    {
        while (true)
        {
            if (await store.FindHeadAsync(instance, stop) is not var (head, _))
                throw new InvalidOperationException($"There is no instance of the id '{instance}'.");
            if (holds(head)) return InstancePages.Metadata(head, withPayloads);

            await Task.Delay(Pause, clock, stop);
        }
    }
}

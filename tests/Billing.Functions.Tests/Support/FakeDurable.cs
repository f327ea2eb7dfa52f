using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Billing.Functions.Tests.Support;

/// <summary>Remembers which lifecycles were begun and told, and runs none of them.</summary>
public sealed class FakeDurable() : DurableTaskClient("fake")
{
    private readonly ConcurrentDictionary<string, OrchestrationRuntimeStatus> _instances = new();
    private readonly ConcurrentQueue<string> _told = new();

    /// <summary>"start plan" and "PlanMoved plan", in order.</summary>
    public IReadOnlyCollection<string> Told => _told;

    /// <summary>So many calls fail before one passes.</summary>
    public int Away { get; set; }

    /// <summary>The instance ends, as it does when its plan is over.</summary>
    public void End(string instance) => _instances[instance] = OrchestrationRuntimeStatus.Completed;

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        var instance = options!.InstanceId!;
        _instances[instance] = OrchestrationRuntimeStatus.Running;
        _told.Enqueue($"start {instance}");
        return Task.FromResult(instance);
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        _told.Enqueue($"{eventName} {instanceId}");
        return Task.CompletedTask;
    }

    public override Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        if (Away-- > 0) throw new TimeoutException("The store of lifecycles does not answer.");
        return Task.FromResult(_instances.TryGetValue(instanceId, out var status)
            ? new OrchestrationMetadata("PlanLifecycle", instanceId) { RuntimeStatus = status }
            : null);
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task TerminateInstanceAsync(
        string instanceId, object? output, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(
        OrchestrationQuery? filter = null) =>
        throw new NotSupportedException();

    public override Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using Microsoft.DurableTask.Client;

namespace Billing.LocalHost.Durable;

/// <summary>The activities of one instance that run in this process, by the run and the number of their call.</summary>
internal sealed class RunningActivities(
    string instance, ActivityRun activity, DurableTaskClient client, DurableOptions options, TimeProvider clock)
{
    private readonly SortedDictionary<(int Execution, int Task), Task<TurnInput>> _running = [];

    public bool IsAny => _running.Count > 0;

    /// <summary>Forgets what nobody waits for any more, such as what is in the history.</summary>
    public void Keep(int execution, IEnumerable<Decision.CallActivity> open)
    {
        var wanted = open.Select(call => (execution, call.Task)).ToHashSet();
        foreach (var key in _running.Keys.Where(key => !wanted.Contains(key)).ToList()) _running.Remove(key);
    }

    public void Forget(int execution, int task) => _running.Remove((execution, task));

    public void Start(int execution, IEnumerable<Decision.CallActivity> open, CancellationToken stop)
    {
        foreach (var call in open)
        {
            var key = (execution, call.Task);
            if (!_running.ContainsKey(key)) _running.Add(key, activity.RunAsync(instance, call, client, stop));
        }
    }

    /// <summary>What has come back, in the order of the calls.</summary>
    public async Task<IReadOnlyList<(int Task, TurnInput Result)>> ResultsAsync()
    {
        var results = new List<(int, TurnInput)>();
        foreach (var (key, run) in _running.Where(entry => entry.Value.IsCompleted))
            results.Add((key.Task, await run));
        return results;
    }

    /// <summary>Until one comes back, the instance was told something, or the lease is half over.</summary>
    public async Task WaitAsync(Task changed, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var renewal = Task.Delay(options.Lease / 2, clock, over.Token);
        await Task.WhenAny([.. _running.Values, changed, renewal]);
        over.Cancel();
    }
}

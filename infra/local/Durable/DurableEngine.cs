using System.Collections.Concurrent;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Billing.LocalHost.Durable;

/// <summary>
/// Runs durable orchestrations over tables: all state is in rows, so an engine may die at any point and another goes
/// on. It needs no host: a test runs it step by step on its own clock.
/// </summary>
internal sealed class DurableEngine
{
    private static readonly DateTimeOffset Never = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly InstanceStore _store;
    private readonly DurableFunctions _functions;
    private readonly Postman _postman;
    private readonly TimeProvider _clock;
    private readonly DurableOptions _options;
    private readonly ILoggerFactory _logs;
    private readonly ConcurrentDictionary<string, InstanceRun> _runs = new(StringComparer.Ordinal);

    public DurableEngine(
        TableServiceClient tables,
        DurableFunctions functions,
        TimeProvider clock,
        ILoggerFactory logs,
        DurableOptions? options = null)
    {
        _options = options ?? new DurableOptions();
        (_functions, _clock, _logs) = (functions, clock, logs);
        _store = new InstanceStore(tables.GetTableClient(_options.TableName));
        _postman = new Postman(_store, OnChanged, clock);
        Client = new LocalDurableClient(_store, functions, _postman, OnChanged, clock, _options.Hub);
    }

    /// <summary>An instance was told something by this process.</summary>
    public event Action<string>? Changed;

    public DurableTaskClient Client { get; }

    public Task PrepareAsync(CancellationToken stop) => _store.PrepareAsync(stop);

    /// <summary>
    /// Does all that is due by the clock, one instance after another in the order of their times and ids, until nothing
    /// is; answers how many it worked on.
    /// </summary>
    public async Task<int> RunUntilIdleAsync(CancellationToken stop)
    {
        for (var worked = 0; ; worked++)
        {
            var now = _clock.GetUtcNow();
            var due = (await AgendaAsync(now, stop)).Where(entry => entry.Due <= now).ToList();
            if (due.Count == 0) return worked;

            worked += due.Count - 1;
            foreach (var (instance, _) in due) await RunAsync(instance, stop);
        }
    }

    /// <summary>When there is next something to do; null when nothing is planned.</summary>
    public async Task<DateTimeOffset?> NextDueAtAsync(CancellationToken stop) =>
        (await AgendaAsync(DateTimeOffset.MaxValue, stop)) is [var first, ..] ? first.Due : null;

    /// <summary>
    /// Instances that have something to do until then, in order. What another worker holds is due when its lease is
    /// over.
    /// </summary>
    public async Task<IReadOnlyList<(string Instance, DateTimeOffset Due)>> AgendaAsync(
        DateTimeOffset until, CancellationToken stop)
    {
        var filter = TableClient.CreateQueryFilter($"Due ge {Never} and Due le {until}");
        var agenda = new List<(string Instance, DateTimeOffset Due)>();
        await foreach (var row in _store.Heads(filter, stop: stop))
        {
            var head = InstanceRows.Head(row);
            var due = head.IsHeldBy(_options.Worker, _clock.GetUtcNow()) ? head.OwnedUntil!.Value : head.Due!.Value;
            if (due <= until) agenda.Add((head.InstanceId, due));
        }

        return [.. agenda.OrderBy(entry => entry.Due).ThenBy(entry => entry.Instance, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Works on one instance until it waits; answers when it goes on by itself. Nothing happens while it is at work.
    /// </summary>
    public async Task<DateTimeOffset?> RunAsync(string instance, CancellationToken stop)
    {
        var run = new InstanceRun(instance, _store, _functions, Client, _postman, _clock, _options, _logs);
        if (!_runs.TryAdd(instance, run)) return null;

        try
        {
            await run.RunAsync(stop);
            return run.Due;
        }
        finally
        {
            _runs.TryRemove(instance, out _);
        }
    }

    private void OnChanged(string instance)
    {
        if (_runs.TryGetValue(instance, out var run)) run.Changed();
        Changed?.Invoke(instance);
    }
}

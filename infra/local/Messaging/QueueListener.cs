using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Billing.LocalHost.Messaging;

/// <summary>Receives from one queue, keeps what waits locked, and hands out batches.</summary>
internal sealed partial class QueueListener(
    BusQueue queue, ListenerSettings settings, Intake intake, Backlog backlog, BatchRun run, ILogger log)
    : IDisposable
{
    private const int MessagesPerCall = 32;
    private const int ConcurrentCalls = 16;
    private const int LeastBacklog = 128;
    private const int MostBacklog = 1024;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    private readonly int _enough =
        Math.Clamp(settings.BatchSize * settings.ConcurrentBatches, LeastBacklog, MostBacklog);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _runs = [];
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = Task.Run(LoopAsync);

    /// <summary>Ends receiving, lets running batches finish, hands back what waits.</summary>
    public async Task StopAsync(CancellationToken patience)
    {
        await _stop.CancelAsync();
        await _loop;
        try
        {
            await Task.WhenAll(Running()).WaitAsync(patience);
            await EachAsync(Waiting(), delivery => delivery.HandBackAsync(patience));
        }
        catch (OperationCanceledException)
        {
            // Out of time: what is left comes again after its lock.
        }
    }

    public void Dispose() => _stop.Dispose();

    private async Task LoopAsync()
    {
        var pause = ShortestPause;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await KeepLockedAsync();
                var received = await FillAsync();
                Dispatch();
                var isBusy = received > 0 || BacklogCount() > 0;
                pause = isBusy ? ShortestPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;
                if (received < MessagesPerCall) await Task.Delay(pause, _stop.Token);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Troubled(failure, queue.Name);
                await Task.Delay(LongestPause);
            }
        }
    }

    // Receives until the queue is empty, a full batch came or enough waits; answers how many came.
    private async Task<int> FillAsync()
    {
        var total = 0;
        while (total < settings.BatchSize && BacklogCount() < _enough)
        {
            var stored = await queue.ReceiveAsync(MessagesPerCall, settings.LockDuration, _stop.Token);
            total += stored.Length;
            await EachAsync(stored, AcceptAsync);
            if (stored.Length < MessagesPerCall) break;
        }

        return total;
    }

    // One message that cannot be put away must not hold up the others; it comes again after its lock.
    private async Task AcceptAsync(QueueMessage stored)
    {
        try
        {
            if (await intake.AcceptAsync(stored, _stop.Token) is not { } delivery) return;

            lock (_gate) backlog.Add(delivery);
        }
        catch (ServiceBusException failure)
        {
            Troubled(failure, queue.Name);
        }
    }

    private void Dispatch()
    {
        lock (_gate)
        {
            while (!_stop.IsCancellationRequested && backlog.Take() is { } batch)
            {
                var running = Task.Run(() => RunAsync(batch));
                _runs.Add(running);
                running.ContinueWith(Forget, TaskScheduler.Default);
            }
        }
    }

    private void Forget(Task run)
    {
        lock (_gate) _runs.Remove(run);
    }

    private async Task RunAsync(Batch batch)
    {
        try
        {
            await EachAsync(batch.Deliveries.Where(IsHalfGone), delivery => RenewOrLoseAsync(delivery));
            var locked = batch.Deliveries.Where(delivery => delivery.LockLeft > TimeSpan.Zero).ToList();
            if (locked.Count > 0) await run.RunAsync(batch with { Deliveries = locked }, _stop.Token);
        }
        catch (ServiceBusException failure)
        {
            Troubled(failure, queue.Name);
        }
        finally
        {
            lock (_gate) backlog.Finish(batch);
            Dispatch();
        }
    }

    // A message that waits here must not come again meanwhile: that would count a delivery nobody saw.
    private Task KeepLockedAsync() => EachAsync(Waiting().Where(IsHalfGone), async delivery =>
    {
        if (await RenewOrLoseAsync(delivery)) return;

        lock (_gate) backlog.Remove(delivery);
    });

    private bool IsHalfGone(Delivery delivery) => delivery.LockLeft < settings.LockDuration / 2;

    private static async Task<bool> RenewOrLoseAsync(Delivery delivery)
    {
        try
        {
            await delivery.RenewAsync(CancellationToken.None);
            return true;
        }
        catch (ServiceBusException lost) when (lost.Reason == ServiceBusFailureReason.MessageLockLost)
        {
            return false;
        }
    }

    private static Task EachAsync<T>(IEnumerable<T> items, Func<T, Task> act) =>
        Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = ConcurrentCalls },
            async (item, _) => await act(item));

    private int BacklogCount()
    {
        lock (_gate) return backlog.Count;
    }

    private List<Delivery> Waiting()
    {
        lock (_gate) return [.. backlog.Waiting];
    }

    private List<Task> Running()
    {
        lock (_gate) return [.. _runs];
    }

    [LoggerMessage(LogLevel.Warning, "Receiving from {Queue} failed; it is tried again")]
    private partial void Troubled(Exception failure, string queue);
}

using Azure;
using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace Billing.LocalHost.Timers;

/// <summary>Waits for the times of one schedule and runs the function, one run at a time.</summary>
internal sealed class TimerLoop(
    TimerRun run, CrontabSchedule schedule, bool runsOnStartup, TimerMemory? memory, TimeProvider clock)
    : IDisposable
{
    // A timer of the framework cannot wait for ever; a long wait is made of short ones.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    // Tables hold no earlier time.
    private static readonly DateTime Never = new(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly CancellationTokenSource _stop = new();
    private ScheduleStatus? _status;
    private Task _loop = Task.CompletedTask;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task PrepareAsync(CancellationToken stop)
    {
        if (memory is null) return;

        _status = await memory.ReadAsync(run.Name, stop);
        if (_status is not null) return;

        _status = new ScheduleStatus
        {
            Last = Never,
            Next = schedule.GetNextOccurrence(Now),
            LastUpdated = Now,
        };
        await memory.WriteAsync(run.Name, _status, stop);
    }

    public void Start() => _loop = Task.Run(LoopAsync);

    public async Task StopAsync(CancellationToken patience)
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_loop, Task.Delay(Timeout.Infinite, patience));
    }

    public void Dispose() => _stop.Dispose();

    private async Task LoopAsync()
    {
        try
        {
            var isPastDue = _status is not null && schedule.GetNextOccurrence(_status.LastUpdated) <= Now;
            if (isPastDue || runsOnStartup) await RunAsync(isPastDue);

            while (true)
            {
                await WaitUntilAsync(schedule.GetNextOccurrence(Now));
                await RunAsync(isPastDue: false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task RunAsync(bool isPastDue)
    {
        var started = Now;
        var tick = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = _status };
        await run.RunAsync(tick, _stop.Token);
        if (memory is null) return;

        _status = new ScheduleStatus { Last = started, Next = schedule.GetNextOccurrence(Now), LastUpdated = Now };
        try
        {
            await memory.WriteAsync(run.Name, _status, CancellationToken.None);
        }
        catch (RequestFailedException failure)
        {
            run.CouldNotRemember(failure);
        }
    }

    private async Task WaitUntilAsync(DateTime due)
    {
        while (due - Now is var left && left > TimeSpan.Zero)
            await Task.Delay(left < LongestWait ? left : LongestWait, clock, _stop.Token);
    }
}

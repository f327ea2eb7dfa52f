using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;

namespace Billing.LocalHost.Tests.Timers;

/// <summary>What the timer functions of a test saw, and what they do.</summary>
public sealed class Ticks(TimeProvider clock)
{
    public ConcurrentQueue<(DateTimeOffset At, TimerInfo Tick)> Seen { get; } = new();

    public IEnumerable<string> Times => Seen.Select(entry => entry.At.ToString("HH:mm:ss", null));

    public Func<int, Task> Work { get; set; } = _ => Task.CompletedTask;

    public Task TakeAsync(TimerInfo tick)
    {
        Seen.Enqueue((clock.GetUtcNow(), tick));
        return Work(Seen.Count);
    }
}

public sealed class EveryFiveMinutes(Ticks ticks)
{
    [Function(nameof(EveryFiveMinutes))]
    public Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo tick) => ticks.TakeAsync(tick);
}

public sealed class BySetting(Ticks ticks)
{
    [Function(nameof(BySetting))]
    public Task Run([TimerTrigger("%Sweep__Schedule%")] TimerInfo tick) => ticks.TakeAsync(tick);
}

public sealed class OnStartup(Ticks ticks)
{
    [Function(nameof(OnStartup))]
    public Task Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo tick) => ticks.TakeAsync(tick);
}

public sealed class Unmonitored(Ticks ticks)
{
    [Function(nameof(Unmonitored))]
    public Task Run([TimerTrigger("0 */5 * * * *", UseMonitor = false)] TimerInfo tick) => ticks.TakeAsync(tick);
}

public sealed class Retried(Ticks ticks)
{
    [Function(nameof(Retried))]
    [FixedDelayRetry(2, "00:00:10")]
    public Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo tick) => ticks.TakeAsync(tick);
}

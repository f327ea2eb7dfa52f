using Billing.LocalHost.Functions;
using Billing.LocalHost.Startup;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NCrontab;

namespace Billing.LocalHost.Timers;

/// <summary>The schedules of all timer functions.</summary>
internal sealed class TimerSchedules(
    IConfiguration configuration,
    TimeProvider clock,
    FunctionInvoker invoker,
    IServiceScopeFactory scopes,
    ILoggerFactory logs) : IDisposable
{
    private static readonly CrontabSchedule.ParseOptions SixFields = new() { IncludingSeconds = true };

    private readonly List<TimerLoop> _loops = [];
    private readonly TimerMemory _memory = new(configuration);

    public void Add(IEnumerable<FunctionDescriptor> functions)
    {
        foreach (var function in functions) Add(function);
    }

    /// <summary>Reads the stored runs.</summary>
    public async Task PrepareAsync(CancellationToken stop)
    {
        foreach (var loop in _loops) await loop.PrepareAsync(stop);
    }

    public void Start() => _loops.ForEach(loop => loop.Start());

    public Task StopAsync(CancellationToken patience) => Task.WhenAll(_loops.Select(loop => loop.StopAsync(patience)));

    public void Dispose() => _loops.ForEach(loop => loop.Dispose());

    // As on Azure: what runs more often than once a minute is not monitored.
    private bool IsFast(CrontabSchedule schedule)
    {
        var next = schedule.GetNextOccurrence(clock.GetUtcNow().UtcDateTime);
        return schedule.GetNextOccurrence(next) - next < TimeSpan.FromMinutes(1);
    }

    private void Add(FunctionDescriptor function)
    {
        var trigger = (TimerTriggerAttribute)function.Trigger;
        var text = SettingReference.Resolve(trigger.Schedule, configuration, function.Name);
        var schedule = CrontabSchedule.TryParse(text, SixFields)
            ?? throw new StartupRefusedException(
                $"The schedule '{text}' of {function.Name} is not a six-field NCRONTAB expression.");
        var memory = trigger.UseMonitor && _memory.IsAvailable && !IsFast(schedule) ? _memory : null;
        var run = new TimerRun(function, invoker, scopes, clock, logs.CreateLogger($"Function.{function.Name}"));
        _loops.Add(new TimerLoop(run, schedule, trigger.RunOnStartup, memory, clock));
    }
}

using Billing.LocalHost.Startup;
using Billing.LocalHost.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Billing.LocalHost.Tests.Timers;

public sealed class TimerLoopTests(Azurite azurite)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 31, 12, 0, 30, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Noon);
    private readonly string _app = $"app-{Guid.CreateVersion7():N}";

    [Fact]
    public async Task A_timer_runs_at_the_times_of_its_schedule()
    {
        await using var host = await StartAsync<EveryFiveMinutes>();
        var ticks = TicksOf(host);

        await PassAsync(TimeSpan.FromSeconds(269));
        Assert.Empty(ticks.Seen);
        await PassAsync(TimeSpan.FromSeconds(1));
        await TestHost.EventuallyAsync(() => ticks.Seen.Count == 1);
        await PassAsync(TimeSpan.FromMinutes(5));
        await TestHost.EventuallyAsync(() => ticks.Seen.Count == 2);

        Assert.Equal(["12:05:00", "12:10:00"], ticks.Times);
        Assert.All(ticks.Seen, entry => Assert.False(entry.Tick.IsPastDue));
        var status = ticks.Seen.Last().Tick.ScheduleStatus!;
        Assert.Equal(("12:05:00", "12:10:00"), ($"{status.Last:HH:mm:ss}", $"{status.Next:HH:mm:ss}"));
    }

    [Fact]
    public async Task The_schedule_may_come_from_a_setting()
    {
        await using var host = await StartAsync<BySetting>(("Sweep__Schedule", "15 1 12 * * *"));

        await PassAsync(TimeSpan.FromSeconds(45));
        await TestHost.EventuallyAsync(() => !TicksOf(host).Seen.IsEmpty);

        Assert.Equal(["12:01:15"], TicksOf(host).Times);
    }

    [Theory]
    [InlineData(null, "refers to the setting 'Sweep__Schedule', which is missing")]
    [InlineData("*/5 * * * *", "The schedule '*/5 * * * *' of BySetting is not a six-field NCRONTAB expression")]
    [InlineData("every day", "not a six-field NCRONTAB expression")]
    public async Task A_schedule_that_cannot_be_read_stops_the_start(string? schedule, string why)
    {
        (string, string)[] settings = schedule is null ? [] : [("Sweep__Schedule", schedule)];

        var refusal = await Assert.ThrowsAsync<StartupRefusedException>(() => StartAsync<BySetting>(settings));

        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timer_may_run_at_every_start()
    {
        await using var host = await StartAsync<OnStartup>();
        await TestHost.EventuallyAsync(() => !TicksOf(host).Seen.IsEmpty);

        Assert.False(TicksOf(host).Seen.Single().Tick.IsPastDue);
    }

    [Fact]
    public async Task A_run_missed_while_the_host_was_down_is_made_up_for_once()
    {
        await using (await StartAsync<EveryFiveMinutes>()) await PassAsync(TimeSpan.FromMinutes(5));

        _clock.Advance(TimeSpan.FromMinutes(31));
        await using var host = await StartAsync<EveryFiveMinutes>();
        await TestHost.EventuallyAsync(() => !TicksOf(host).Seen.IsEmpty);
        await PassAsync(TimeSpan.Zero);

        var tick = TicksOf(host).Seen.Single().Tick;
        Assert.True(tick.IsPastDue);
        Assert.Equal("12:05", $"{tick.ScheduleStatus!.Last:HH:mm}");
    }

    [Fact]
    public async Task A_run_that_the_stop_cut_short_is_made_up_for()
    {
        await using (var first = await StartAsync<EveryFiveMinutes>())
        {
            var stopping = first.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            TicksOf(first).Work = _ => Task.Delay(Timeout.Infinite, stopping);
            await PassAsync(TimeSpan.FromMinutes(5));
            await TestHost.EventuallyAsync(() => TicksOf(first).Seen.Count == 1);
        }

        await using var host = await StartAsync<EveryFiveMinutes>();
        await TestHost.EventuallyAsync(() => !TicksOf(host).Seen.IsEmpty);

        Assert.True(TicksOf(host).Seen.Single().Tick.IsPastDue);
    }

    [Fact]
    public async Task A_restart_between_two_runs_makes_up_for_nothing()
    {
        await using (await StartAsync<EveryFiveMinutes>()) await PassAsync(TimeSpan.FromMinutes(5));

        _clock.Advance(TimeSpan.FromMinutes(1));
        await using var host = await StartAsync<EveryFiveMinutes>();
        await PassAsync(TimeSpan.Zero);
        Assert.Empty(TicksOf(host).Seen);
    }

    [Fact]
    public async Task An_unmonitored_timer_remembers_nothing()
    {
        await using (await StartAsync<Unmonitored>()) await PassAsync(TimeSpan.FromMinutes(5));

        _clock.Advance(TimeSpan.FromMinutes(31));
        await using var host = await StartAsync<Unmonitored>();
        await PassAsync(TimeSpan.Zero);
        Assert.Empty(TicksOf(host).Seen);
        await PassAsync(TimeSpan.FromMinutes(5));

        Assert.Null(TicksOf(host).Seen.Single().Tick.ScheduleStatus);
    }

    [Fact]
    public async Task Runs_of_one_timer_do_not_overlap()
    {
        await using var host = await StartAsync<EveryFiveMinutes>();
        var ticks = TicksOf(host);
        var gate = new TaskCompletionSource();
        ticks.Work = _ => gate.Task;

        await PassAsync(TimeSpan.FromSeconds(270));
        await PassAsync(TimeSpan.FromMinutes(11));
        await TestHost.EventuallyAsync(() => ticks.Seen.Count == 1);
        gate.SetResult();
        await PassAsync(TimeSpan.Zero);
        await PassAsync(TimeSpan.FromMinutes(4));
        await TestHost.EventuallyAsync(() => ticks.Seen.Count == 2);

        Assert.Equal(["12:05:00", "12:20:00"], ticks.Times);
    }

    [Fact]
    public async Task A_failed_run_is_repeated_as_its_attribute_says()
    {
        await using var host = await StartAsync<Retried>();
        var ticks = TicksOf(host);
        ticks.Work = _ => throw new InvalidOperationException("It fails.");

        await PassAsync(TimeSpan.FromSeconds(270));
        foreach (var seen in new[] { 1, 2, 3, 3, 3 })
        {
            await TestHost.EventuallyAsync(() => ticks.Seen.Count == seen);
            await PassAsync(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(["12:05:00", "12:05:10", "12:05:20"], ticks.Times);
    }

    [Fact]
    public async Task A_failed_run_does_not_stop_the_schedule()
    {
        await using var host = await StartAsync<EveryFiveMinutes>();
        var ticks = TicksOf(host);
        ticks.Work = count => count == 1 ? throw new InvalidOperationException("It fails.") : Task.CompletedTask;

        await PassAsync(TimeSpan.FromSeconds(270));
        await TestHost.EventuallyAsync(() => ticks.Seen.Count == 1);
        await PassAsync(TimeSpan.FromMinutes(5));
        await TestHost.EventuallyAsync(() => ticks.Seen.Count == 2);

        Assert.Equal(["12:05:00", "12:10:00"], ticks.Times);
    }

    private static Ticks TicksOf(TestHost host) => host.Services.GetRequiredService<Ticks>();

    // Virtual time moves at once; the real pauses let the loops reach their next wait.
    private async Task PassAsync(TimeSpan time)
    {
        await Task.Delay(200);
        _clock.Advance(time);
        await Task.Delay(200);
    }

    private Task<TestHost> StartAsync<T>(params (string Key, string Value)[] settings)
    {
        var options = new TestHostOptions(azurite.ConnectionString)
        {
            Settings = settings.Append(("AzureFunctionsWebHost__hostid", _app))
                .ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2),
            Configure = builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(_clock);
                builder.Services.AddSingleton<Ticks>();
            },
        };
        return TestHost.StartAsync(options, typeof(T));
    }
}

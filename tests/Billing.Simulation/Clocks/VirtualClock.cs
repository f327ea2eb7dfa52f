namespace Billing.Simulation.Clocks;

/// <summary>The clock of one process: virtual time, as wrong as its owner's clock is.</summary>
/// <param name="skew">How far it is ahead.</param>
public sealed class VirtualClock(Agenda agenda, Life life, TimeSpan skew) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => agenda.Now + skew;

    public override long GetTimestamp() => agenda.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Alarm(agenda, life, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Alarm(Agenda agenda, Life life, Action ring) : ITimer
    {
        private int _setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var setting = ++_setting;
            if (dueTime == Timeout.InfiniteTimeSpan) return true;
            agenda.In(dueTime, Ring);
            return true;

            void Ring()
            {
                if (setting != _setting || life.IsOver) return;
                if (period > TimeSpan.Zero) agenda.In(period, Ring);
                ring();
            }
        }

        public void Dispose() => _setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

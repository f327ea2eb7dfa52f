namespace Billing.Simulation.Clocks;

/// <summary>
/// What will happen and when, in virtual time. One thing happens at a time, to its end, on the caller's thread: an
/// answer that arrives carries the code that awaited it on until it waits again. Nothing waits for real time.
/// </summary>
public sealed class Agenda(DateTimeOffset start)
{
    private readonly PriorityQueue<Action, (long Ticks, long Order)> _entries = new();
    private long _order;

    public DateTimeOffset Now { get; private set; } = start;

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>What is entered first for one instant happens first.</summary>
    public void In(TimeSpan delay, Action happen) => _entries.Enqueue(happen, ((Now + delay).UtcTicks, _order++));

    /// <summary>Lets the next thing happen; false when nothing is due until then, which it then is.</summary>
    public bool Next(DateTimeOffset until)
    {
        if (!_entries.TryPeek(out _, out var due) || due.Ticks > until.UtcTicks)
        {
            if (until > Now) Now = until;
            return false;
        }
        var happen = _entries.Dequeue();
        if (due.Ticks > Now.UtcTicks) Now = new(due.Ticks, TimeSpan.Zero);
        happen();
        return true;
    }

    public void RunUntil(DateTimeOffset until)
    {
        while (Next(until))
        {
        }
    }
}

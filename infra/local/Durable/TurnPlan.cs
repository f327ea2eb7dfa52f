namespace Billing.LocalHost.Durable;

/// <summary>What an instance takes in at its next step, by the instant at which each thing happened.</summary>
internal sealed record TurnPlan(DateTimeOffset At, IReadOnlyList<TurnInput> Inputs, IReadOnlyList<Arrival> Taken)
{
    // With what the orchestrator then asks for, it must fit into a row.
    private const int MaxPayloadCharacters = 100 * 1024;

    public bool IsEmpty => Inputs.Count == 0 && Taken.Count == 0;

    public static TurnPlan Of(
        InstanceState state, Replay replay, IReadOnlyList<TurnInput> results, DateTimeOffset clock)
    {
        var last = state.HasBegun ? state.Turns[^1].At : clock;
        var now = clock > last ? clock : last;
        var taken = Bounded(state.Inbox);
        var timers =
            from timer in replay.Timers
            where timer.At <= now
            select (timer.At, Input: (TurnInput)new TurnInput.TimerFired(timer.Task));
        var arrivals =
            from arrival in taken
            where arrival.SentBy is null || !state.Head.Seen.Contains(arrival.SentBy)
            where arrival.Execution is null || arrival.Execution == state.Head.Execution
            select (arrival.At, arrival.Input);
        var finished = results.Select(result => (At: now, Input: result));
        var inputs = timers.Concat(arrivals).Concat(finished).OrderBy(input => input.At).Select(input => input.Input);
        return new(now, [.. state.HasBegun ? [] : state.Carried, .. inputs], taken);
    }

    private static List<Arrival> Bounded(IReadOnlyList<Arrival> inbox)
    {
        var (taken, characters) = (new List<Arrival>(), 0);
        foreach (var arrival in inbox)
        {
            characters += arrival.Input switch
            {
                TurnInput.EventRaised raised => raised.Payload?.Length ?? 0,
                TurnInput.TaskCompleted completed => completed.Payload?.Length ?? 0,
                _ => 0,
            };
            if (taken.Count > 0 && characters > MaxPayloadCharacters || taken.Count == InstanceStore.MaxTaken) break;

            taken.Add(arrival);
        }

        return taken;
    }
}

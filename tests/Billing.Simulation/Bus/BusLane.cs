using Billing.Simulation.Clocks;

namespace Billing.Simulation.Bus;

/// <summary>One session of a queue: its messages in order, and who has them at the moment.</summary>
public sealed class BusLane
{
    private readonly List<LaneMessage> _waiting = [];

    /// <summary>The delivery that holds the lane's lock; null when it is free.</summary>
    public LaneDelivery? Holder { get; set; }

    public bool IsDispatched { get; set; }

    public bool IsEmpty => _waiting.Count == 0 && Holder is null;

    public void Add(LaneMessage message) => _waiting.Add(message);

    /// <summary>In their order again, before what came later.</summary>
    public void Return(IEnumerable<LaneMessage> messages)
    {
        _waiting.AddRange(messages);
        _waiting.Sort((a, b) => a.Number.CompareTo(b.Number));
    }

    /// <summary>When the first message can be delivered; null when there is none.</summary>
    public DateTimeOffset? FirstVisible => _waiting.Count == 0 ? null : _waiting.Min(message => message.VisibleFrom);

    /// <summary>The next messages, at most so many, out of order when the dice say so.</summary>
    public List<LaneMessage> Take(DateTimeOffset now, int most, Dice? shuffled)
    {
        var visible = _waiting.Where(message => message.VisibleFrom <= now).ToList();
        shuffled?.Shuffle(visible);
        if (visible.Count > most) visible.RemoveRange(most, visible.Count - most);
        foreach (var message in visible) _waiting.Remove(message);
        return visible;
    }
}

/// <summary>Messages in the hands of one worker.</summary>
public sealed class LaneDelivery(BusLane lane, IReadOnlyList<LaneMessage> messages)
{
    private readonly List<LaneMessage> _unsettled = [.. messages];

    public BusLane Lane => lane;

    public IReadOnlyList<LaneMessage> Messages => messages;

    /// <summary>False once the lock is lost: nothing can be settled any more.</summary>
    public bool IsHeld => lane.Holder == this;

    /// <summary>False if the lock is lost or the message is settled already.</summary>
    public bool Settle(long number) => IsHeld && _unsettled.RemoveAll(message => message.Number == number) > 0;

    /// <summary>Gives the lane back with what is not settled.</summary>
    public void Release()
    {
        if (!IsHeld) return;
        lane.Holder = null;
        lane.Return(_unsettled);
    }
}

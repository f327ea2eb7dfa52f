using Azure.Messaging.ServiceBus;
using Billing.Simulation.Faults;
using Billing.Simulation.Clocks;

namespace Billing.Simulation.Bus;

/// <summary>Takes a batch to a worker; null when none is alive.</summary>
public delegate Task? DeliverBatch(
    string queue, ServiceBusReceivedMessage[] messages, Func<Life, BatchActions> actions);

/// <summary>
/// A bus of queues with sessions: peek-lock, at least once, a lane at one worker at a time, except when a lock is lost:
/// then its worker goes on while another has the lane.
/// </summary>
public sealed class SimulatedBus(Agenda agenda, FaultMix faults, Dice dice, Trace trace, DeliverBatch deliver)
{
    public const int MaxDeliveries = 10;
    public const string TooOften = "MaxDeliveryCountExceeded";

    private const int MaxBatch = 8;
    private static readonly TimeSpan Lock = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    private readonly SortedDictionary<string, BusLane> _lanes = new(StringComparer.Ordinal);
    private readonly List<LaneMessage> _dead = [];
    private long _numbers;

    /// <summary>A bus that forgets some messages, to see it found.</summary>
    public bool LosesMessages { get; init; }

    public IReadOnlyList<LaneMessage> Dead => _dead;

    public bool IsQuiet => _lanes.Values.All(lane => lane.IsEmpty);

    /// <summary>Takes a message; it is delivered at least once from then on.</summary>
    public void Accept(string queue, ServiceBusMessage sent)
    {
        trace.Note($"accepted {queue} {sent.SessionId}");
        if (LosesMessages && dice.Below(30) == 0) return;
        var message = new LaneMessage(queue, sent, ++_numbers, agenda.Now);
        Enqueue(message);
        if (faults.Strikes(FaultKind.MessageTwice)) Enqueue(message.Copy(++_numbers));
    }

    /// <summary>An operator sends the messages again that were set aside for failing too often.</summary>
    public void ResendFailed()
    {
        foreach (var message in _dead.Where(message => message.DeadReason == TooOften).ToList())
        {
            _dead.Remove(message);
            Enqueue(message.Copy(++_numbers));
        }
    }

    internal void Complete(LaneDelivery delivery, long number)
    {
        if (!delivery.Settle(number)) throw LockLost();
        var message = delivery.Messages.First(it => it.Number == number);
        if (faults.Strikes(FaultKind.MessageTwice)) Enqueue(message.Copy(++_numbers));
    }

    internal static void Abandon(LaneDelivery delivery, long number)
    {
        if (!delivery.Settle(number)) throw LockLost();
        delivery.Lane.Return([delivery.Messages.First(it => it.Number == number)]);
    }

    internal void SetAside(LaneDelivery delivery, long number, string? reason)
    {
        if (!delivery.Settle(number)) throw LockLost();
        Bury(delivery.Messages.First(it => it.Number == number), reason);
    }

    private static ServiceBusException LockLost() =>
        new("The lock of the session is lost", ServiceBusFailureReason.SessionLockLost);

    private void Bury(LaneMessage message, string? reason)
    {
        trace.Note($"dead {message.Number} {reason}");
        message.DeadReason = reason;
        _dead.Add(message);
    }

    private void Enqueue(LaneMessage message)
    {
        var key = $"{message.Queue}|{message.Lane}";
        if (!_lanes.TryGetValue(key, out var lane)) _lanes.Add(key, lane = new());
        message.VisibleFrom = agenda.Now
            + (faults.Strikes(FaultKind.MessageDelayed) ? dice.Between(default, AnHour) : TimeSpan.Zero);
        lane.Add(message);
        Wake(key, lane);
    }

    private void Wake(string key, BusLane lane)
    {
        if (lane.IsDispatched || lane.Holder is not null || lane.FirstVisible is not { } first) return;
        lane.IsDispatched = true;
        var wait = first > agenda.Now ? first - agenda.Now : TimeSpan.Zero;
        agenda.In(wait + TimeSpan.FromMicroseconds(dice.Between(500, 50_000)), () =>
        {
            lane.IsDispatched = false;
            Dispatch(key, lane);
        });
    }

    private void Dispatch(string key, BusLane lane)
    {
        if (lane.Holder is not null) return;
        var isShuffled = faults.Strikes(FaultKind.MessagesReordered);
        var taken = lane.Take(agenda.Now, 1 + dice.Below(MaxBatch), isShuffled ? dice : null);
        foreach (var message in taken) message.Deliveries++;
        foreach (var message in taken.Where(message => message.Deliveries > MaxDeliveries)) Bury(message, TooOften);
        taken.RemoveAll(message => message.Deliveries > MaxDeliveries);
        if (taken.Count > 0) Deliver(key, new(lane, taken));
        else Wake(key, lane);
    }

    private void Deliver(string key, LaneDelivery delivery)
    {
        var lane = delivery.Lane;
        lane.Holder = delivery;
        trace.Note($"delivered {key} {delivery.Messages.Count}");
        Life? owner = null;
        var run = deliver(
            delivery.Messages[0].Queue,
            [.. delivery.Messages.Select(message => message.Received())],
            life => new(this, delivery, owner = life, agenda, faults, dice));
        if (run is null || owner is null) agenda.In(TimeSpan.FromSeconds(1), Free);
        else
        {
            Finish(run, Free);
            Watch(owner, run);
            if (faults.Strikes(FaultKind.LockLost)) agenda.In(dice.Between(default, TimeSpan.FromSeconds(2)), Free);
        }

        void Free()
        {
            delivery.Release();
            Wake(key, lane);
        }

        // The host renews the lock as long as its process lives.
        void Watch(Life life, Task work) => agenda.In(Lock, () =>
        {
            if (!delivery.IsHeld) return;
            if (life.IsOver) Free();
            else if (!work.IsCompleted) Watch(life, work);
        });
    }

    private static async void Finish(Task run, Action free)
    {
        try
        {
            await run;
        }
        catch (Exception failed) when (Expected.IsFault(failed))
        {
        }
        free();
    }
}

namespace Billing.LocalHost.Messaging;

/// <summary>
/// Deliveries that wait for their batch; a session has one batch at a time. For one thread at a time.
/// </summary>
internal sealed class Backlog(ListenerSettings settings, FaultPlan faults)
{
    private readonly SortedDictionary<string, List<Delivery>> _waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> _busy = [];
    private int _running;
    private string _lastServed = string.Empty;

    public int Count { get; private set; }

    public int Running => _running;

    public IEnumerable<Delivery> Waiting => _waiting.Values.SelectMany(deliveries => deliveries);

    public void Add(Delivery delivery)
    {
        var lane = settings.HasSessions ? delivery.Envelope.SessionId! : string.Empty;
        if (!_waiting.TryGetValue(lane, out var deliveries)) _waiting[lane] = deliveries = [];
        deliveries.Add(delivery);
        Count++;
    }

    /// <summary>The next batch that may run now, or null.</summary>
    public Batch? Take()
    {
        if (_running >= settings.ConcurrentBatches || NextLane() is not { } lane) return null;

        var waiting = _waiting[lane];
        var taken = InOrder(waiting).Take(settings.BatchSize).ToList();
        waiting.RemoveAll(taken.Contains);
        if (waiting.Count == 0) _waiting.Remove(lane);
        if (settings.HasSessions) _busy.Add(lane);
        Count -= taken.Count;
        _running++;
        _lastServed = lane;
        return new Batch(lane, taken);
    }

    public void Finish(Batch batch)
    {
        _busy.Remove(batch.Lane);
        _running--;
    }

    /// <summary>Forgets a delivery whose lock is gone; it comes again.</summary>
    public void Remove(Delivery delivery)
    {
        foreach (var (lane, deliveries) in _waiting)
        {
            if (!deliveries.Remove(delivery)) continue;

            Count--;
            if (deliveries.Count == 0) _waiting.Remove(lane);
            return;
        }
    }

    // Lanes take turns, so that a full one does not starve the others.
    private string? NextLane()
    {
        var free = _waiting.Keys.Where(lane => !_busy.Contains(lane)).ToList();
        return free.FirstOrDefault(lane => string.CompareOrdinal(lane, _lastServed) > 0) ?? free.FirstOrDefault();
    }

    // Inside a session the order is a promise; without sessions it is not, and the fault may break it.
    private IEnumerable<Delivery> InOrder(List<Delivery> waiting) =>
        waiting
            .OrderBy(delivery => !settings.HasSessions
                && faults.FallsBehind(delivery.Envelope, delivery.Message.DeliveryCount))
            .ThenBy(delivery => delivery.Envelope.Sequence);
}

/// <summary>Messages that one invocation receives; the lane is their session, or empty.</summary>
internal sealed record Batch(string Lane, IReadOnlyList<Delivery> Deliveries);

namespace Billing.Ledger;

/// <summary>What is already known of an event's identity.</summary>
public enum IdVerdict : byte
{
    New = 1,

    /// <summary>The same event, word for word where the charge is concerned.</summary>
    Duplicate = 2,

    /// <summary>The same id on the same or an adjacent day, with other content or another time.</summary>
    Conflict = 3,
}

/// <summary>The identities of an account's rated and quarantined events on the days that a decision touches.</summary>
public sealed class UsageIds
{
    private readonly Dictionary<int, DayIds> _days = [];
    private readonly HashSet<int> _read = [];
    private readonly DayIds _undated = new();
    private Near? _near;

    /// <summary>Identities held, over all days: what the cache is bounded by.</summary>
    public int Count => _days.Values.Sum(day => day.Count) + _undated.Count;

    /// <summary>
    /// Looks on the event's day and its neighbours; further apart the same id is, by contract, another event.
    /// </summary>
    public IdVerdict Lookup(UInt128 key, UInt128 fingerprint, DateOnly day)
    {
        var near = Around(day.DayNumber);
        if (!IsIn(near.Before, key, out var known) && !IsIn(near.Same, key, out known)
            && !IsIn(near.After, key, out known)) return IdVerdict.New;
        return known == fingerprint ? IdVerdict.Duplicate : IdVerdict.Conflict;
    }

    /// <param name="day">yyyyMMdd, or 00000000 for an event without a time.</param>
    /// <param name="id">The fingerprint of the whole event, as its quarantine row has it.</param>
    public bool IsQuarantined(string day, string id) => Find(day) is { } ids && ids.IsQuarantined(id);

    public void Add(UInt128 key, UInt128 fingerprint, DateOnly day) =>
        (Around(day.DayNumber).Same ?? Day(day.DayNumber)).Add(key, fingerprint);

    /// <summary>
    /// Takes in the id of a void, which is in no segment: any other event under it is a conflict. Other once-only keys
    /// name no event.
    /// </summary>
    public void AddVoid(OnceKey once)
    {
        if (once.Kind != ReversalKeys.OfCorrection) return;
        var (day, key) = ReversalKeys.Parse(once.Key);
        Add(key, EventIdentity.Key(ReversalKeys.OfCorrection, once.RequestHash), day);
    }

    /// <summary>Makes room for so many that are likely to be added.</summary>
    public void Expect(DateOnly day, int count) => Day(day.DayNumber).Expect(count);

    /// <summary>Takes in the identities that a decision came upon, once it is committed.</summary>
    public void AddAll(UsageIds other)
    {
        foreach (var (day, ids) in other._days) Day(day).AddAll(ids);
        _undated.AddAll(other._undated);
    }

    /// <summary>Whether any event of that day is in quarantine.</summary>
    public bool HasQuarantined(DateOnly day) => Around(day.DayNumber).Same is { HasQuarantined: true };

    public void AddQuarantined(string day, string id) => Open(day).AddQuarantined(id);

    public void RemoveQuarantined(string day, string id) => Find(day)?.RemoveQuarantined(id);

    /// <summary>Forgets what left quarantine.</summary>
    public void Release(IEnumerable<QuarantinedEvent> released)
    {
        foreach (var kept in released) RemoveQuarantined(kept.Day, kept.Id);
    }

    /// <summary>Takes in what an entry committed.</summary>
    public void Remember(LedgerEntry entry)
    {
        foreach (var line in entry.Lines)
            Add(
                EventIdentity.Key(line.Source, line.EventId), EventIdentity.Fingerprint(line),
                LedgerKeys.DayOf(line.Time));
        foreach (var once in entry.Once) AddVoid(once);
        foreach (var kept in entry.Quarantined) AddQuarantined(kept.Day, kept.Id);
        Release(entry.Released);
    }

    /// <summary>True once the rows of that day were read; what was added to a day says nothing of the rest.</summary>
    internal bool Knows(int dayNumber) => _read.Contains(dayNumber);

    internal void Read(int dayNumber) => _read.Add(dayNumber);

    internal DayIds Day(int dayNumber)
    {
        if (_days.TryGetValue(dayNumber, out var ids)) return ids;
        _days.Add(dayNumber, ids = new());
        _near = null;
        return ids;
    }

    /// <summary>Events come in runs of one day, which are looked up once.</summary>
    private Near Around(int dayNumber) => _near is { } near && near.DayNumber == dayNumber
        ? near
        : _near = new(
            dayNumber, _days.GetValueOrDefault(dayNumber - 1), _days.GetValueOrDefault(dayNumber),
            _days.GetValueOrDefault(dayNumber + 1));

    private static bool IsIn(DayIds? day, UInt128 key, out UInt128 fingerprint)
    {
        if (day is not null) return day.TryGet(key, out fingerprint);
        fingerprint = default;
        return false;
    }

    private DayIds? Find(string day) =>
        LedgerKeys.TryDay(day, out var date) ? _days.GetValueOrDefault(date.DayNumber) : _undated;

    private DayIds Open(string day) => LedgerKeys.TryDay(day, out var date) ? Day(date.DayNumber) : _undated;

    private sealed record Near(int DayNumber, DayIds? Before, DayIds? Same, DayIds? After);
}

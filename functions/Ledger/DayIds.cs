namespace Billing.Ledger;

/// <summary>
/// The identities of one UTC day's rated events, each with the fingerprint of its content. They only grow.
/// </summary>
public sealed class DayIds
{
    private readonly IdTable _fingerprints = new();
    private readonly HashSet<string> _quarantined = new(StringComparer.Ordinal);

    public int Count => _fingerprints.Count + _quarantined.Count;

    public bool TryGet(UInt128 key, out UInt128 fingerprint) => _fingerprints.TryGet(key, out fingerprint);

    public void Add(UInt128 key, UInt128 fingerprint) => _fingerprints.TryAdd(key, fingerprint);

    /// <summary>Makes room for so many that are likely to be added.</summary>
    public void Expect(int count) => _fingerprints.Expect(count);

    /// <summary>Takes in the identities of the same day from another set.</summary>
    public void AddAll(DayIds other)
    {
        _fingerprints.TryAddAll(other._fingerprints);
        _quarantined.UnionWith(other._quarantined);
    }

    public bool HasQuarantined => _quarantined.Count > 0;

    public bool IsQuarantined(string id) => _quarantined.Contains(id);

    public void AddQuarantined(string id) => _quarantined.Add(id);

    public void RemoveQuarantined(string id) => _quarantined.Remove(id);
}

using System.Numerics;

namespace Billing.Ledger;

/// <summary>
/// Identities and the fingerprints of what they name, side by side in one table. Keys are hashes themselves, so their
/// low bits say where to look, and one look mostly reaches one place of memory. It only grows.
/// </summary>
internal sealed class IdTable
{
    private const int Least = 16;

    private Slot[] _slots = [];

    /// <summary>The fingerprint of the key of zeros, which in the table marks a free slot.</summary>
    private UInt128? _ofZero;

    private int _taken;

    public int Count => _taken + (_ofZero is null ? 0 : 1);

    public bool TryGet(UInt128 key, out UInt128 fingerprint)
    {
        fingerprint = _ofZero ?? UInt128.Zero;
        if (key == UInt128.Zero) return _ofZero is not null;
        if (_taken == 0) return false;

        ref readonly var slot = ref Find(_slots, key);
        fingerprint = slot.Fingerprint;
        return slot.Key == key;
    }

    /// <summary>Keeps what is known of a key already.</summary>
    public void TryAdd(UInt128 key, UInt128 fingerprint)
    {
        if (key == UInt128.Zero)
        {
            _ofZero ??= fingerprint;
            return;
        }
        // A quarter stays free, so that a search ends soon.
        if (_taken >= _slots.Length / 4 * 3) Grow(Math.Max(Least, _slots.Length * 2));
        ref var slot = ref Find(_slots, key);
        if (slot.Key == key) return;
        slot = new(key, fingerprint);
        _taken++;
    }

    /// <summary>Makes room for so many in all.</summary>
    public void Expect(int count)
    {
        var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(Least, count / 3 * 4 + 4));
        if (_slots.Length < capacity) Grow(capacity);
    }

    public void TryAddAll(IdTable other)
    {
        if (other._ofZero is { } fingerprint) _ofZero ??= fingerprint;
        foreach (ref readonly var slot in other._slots.AsSpan())
            if (slot.Key != UInt128.Zero) TryAdd(slot.Key, slot.Fingerprint);
    }

    /// <summary>The slot of the key, or the free one that it would take.</summary>
    private static ref Slot Find(Slot[] slots, UInt128 key)
    {
        var mask = slots.Length - 1;
        var at = unchecked((int)(ulong)key) & mask;
        while (slots[at].Key != key && slots[at].Key != UInt128.Zero) at = (at + 1) & mask;
        return ref slots[at];
    }

    private void Grow(int capacity)
    {
        var larger = new Slot[capacity];
        foreach (ref readonly var slot in _slots.AsSpan())
            if (slot.Key != UInt128.Zero) Find(larger, slot.Key) = slot;
        _slots = larger;
    }

    private readonly record struct Slot(UInt128 Key, UInt128 Fingerprint);
}

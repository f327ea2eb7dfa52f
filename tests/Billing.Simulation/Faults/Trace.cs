using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Billing.Simulation.Storage;

namespace Billing.Simulation.Faults;

/// <summary>
/// Everything that happened in a world, as one hash: two runs with the same hash went the same way, call by call.
/// </summary>
public sealed class Trace
{
    private const int Kept = 400;

    private readonly XxHash128 _hash = new();
    private readonly Queue<string> _last = [];

    public long Calls { get; private set; }

    /// <summary>Whether the latest notes are kept as text, to read after a failure.</summary>
    public bool IsTold { get; init; }

    public string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public IEnumerable<string> Last => _last;

    public void Sent(DateTimeOffset now, StoreCall call, FaultKind? fault)
    {
        Calls++;
        Add(now.UtcTicks);
        Note(fault is null ? "call" : fault.Value.ToString(), call);
        if (IsTold) Tell(now.ToString("O", CultureInfo.InvariantCulture));
    }

    public void Note(string what, StoreCall call)
    {
        Add(what);
        Add(call.Kind);
        Add(call.Table);
        Add(call.Key);
        if (IsTold) Tell($"  {what} {call}");
    }

    public void Note(string what)
    {
        Add(what);
        if (IsTold) Tell(what);
    }

    private void Tell(string text)
    {
        _last.Enqueue(text);
        if (_last.Count > Kept) _last.Dequeue();
    }

    private void Add(long number) => _hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in number)));

    private void Add(string? text)
    {
        Add(text?.Length ?? -1);
        _hash.Append(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}

using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>The identity of a usage event within its account, and the fingerprint of what it says.</summary>
public static class EventIdentity
{
    /// <summary>Enough for most events.</summary>
    private const int StackBytes = 256;

    /// <summary>128 bits of (source, id): producers own their ids, so two sources may use the same one.</summary>
    public static UInt128 Key(string source, string id)
    {
        Span<byte> bytes = stackalloc byte[StackBytes];
        var to = new HashText(bytes);
        to.Add(source);
        to.Add(id);
        return to.ToHash();
    }

    /// <summary>
    /// 128 bits of time and content: what decides the charge. The words of a description are not part of it.
    /// </summary>
    /// <param name="stated">What of money the event stated itself; empty for nothing.</param>
    /// <param name="amends">The event that it replaces; empty for none.</param>
    public static UInt128 Fingerprint(
        DateTimeOffset time,
        ServiceName service,
        MeterName meter,
        string dimensions,
        Quantity quantity,
        string stated = "",
        string amends = "")
    {
        Span<byte> bytes = stackalloc byte[StackBytes];
        var to = new HashText(bytes);
        to.Add(time.UtcTicks);
        to.Add(quantity.Micros);
        to.Add(service.Value);
        to.Add(meter.Value);
        to.Add(dimensions);
        if (stated.Length == 0 && amends.Length == 0) return to.ToHash();

        to.Add(stated);
        to.Add(amends);
        return to.ToHash();
    }

    /// <summary>That of the event that a line came from.</summary>
    public static UInt128 Fingerprint(RatedLine line) => Fingerprint(
        line.Time, line.Service, line.Meter, line.Dimensions, line.Quantity, line.Stated, line.Amends);

    public static UInt128 Key(in EventRecord it) => Key(it.Source, it.EventId);

    public static UInt128 Fingerprint(in EventRecord it) =>
        Fingerprint(it.Time, it.Service, it.Meter, it.Dimensions, it.Quantity, it.Stated, it.Amends);

    /// <summary>
    /// Gathers length-led parts in place, so that no two lists of parts read the same; long ones go to the heap.
    /// </summary>
    private ref struct HashText(Span<byte> buffer)
    {
        private Span<byte> _buffer = buffer;
        private int _length;

        public void Add(long number)
        {
            Reserve(8);
            BinaryPrimitives.WriteInt64LittleEndian(_buffer[_length..], number);
            _length += 8;
        }

        public void Add(string text)
        {
            Reserve(4 + text.Length * 3);
            var written = Encoding.UTF8.GetBytes(text, _buffer[(_length + 4)..]);
            BinaryPrimitives.WriteInt32LittleEndian(_buffer[_length..], written);
            _length += 4 + written;
        }

        public readonly UInt128 ToHash() => XxHash128.HashToUInt128(_buffer[.._length]);

        private void Reserve(int count)
        {
            if (_buffer.Length - _length >= count) return;
            var larger = new byte[Math.Max(_buffer.Length * 2, _length + count)];
            _buffer[.._length].CopyTo(larger);
            _buffer = larger;
        }
    }
}

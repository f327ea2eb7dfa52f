using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Usage;

/// <summary>The event that a void or an amendment is about, as the same source reported it.</summary>
public readonly record struct OriginalEvent(string Id, DateTimeOffset Time)
{
    /// <summary>The form that an amending line keeps.</summary>
    public string Text => $"{Rfc3339.Format(Time)} {Id}";
}

/// <summary>A producer takes an event back, or replaces it by another one.</summary>
/// <param name="Source">The same as the original's: nobody takes back what another producer reported.</param>
/// <param name="Id">The correction's own id.</param>
/// <param name="Time">The correction's own time; for an amendment that of the use that it reports.</param>
/// <param name="Replacement">What is charged instead; null for a void.</param>
public sealed record Correction(
    string Source,
    string Id,
    AccountId Account,
    DateTimeOffset Time,
    OriginalEvent Original,
    UsageEvent? Replacement)
{
    /// <summary>No reversal opens the last lots of an account: a top-up that is being paid must find room.</summary>
    public const int LotsLeftFree = AccountState.MaxLots * 3 / 10;

    public UInt128 Key { get; } = EventIdentity.Key(Source, Id);

    /// <summary>The content that decides what is given back and charged.</summary>
    public UInt128 Fingerprint { get; } = Replacement?.Fingerprint
        ?? EventIdentity.Fingerprint(Time, new(""), new(""), "", Quantity.Zero, "", Original.Text);

    public DateOnly Day => LedgerKeys.DayOf(Time);

    public ReversedBy By => new(Replacement is null ? ReversalKind.Void : ReversalKind.Amend, Id, Time);

    /// <summary>Names the correction, in quarantine and in the rows that keep it from happening twice.</summary>
    public string Name
    {
        get
        {
            Span<byte> bytes = stackalloc byte[32];
            BinaryPrimitives.WriteUInt128BigEndian(bytes, Key);
            BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Fingerprint);
            return XxHash128.HashToUInt128(bytes).ToString("x32", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The once-only key of the original: whoever reverses it first has it.</summary>
    public OnceKey OnceForOriginal => new(
        ReversalKeys.OfOriginal, ReversalKeys.Key(LedgerKeys.DayOf(Original.Time), OriginalKey), Name, By.Text);

    /// <summary>The once-only key of the correction's own id: a void is in no segment.</summary>
    public OnceKey OnceForItself => new(ReversalKeys.OfCorrection, ReversalKeys.Key(Day, Key), Name, "");

    public UInt128 OriginalKey => EventIdentity.Key(Source, Original.Id);
}

using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;

namespace Billing.Usage;

/// <summary>So much of a metered thing was used by an account at a time, as its producer says.</summary>
/// <param name="Source">Who says it; with the id it names the event within its account.</param>
/// <param name="Time">When it was used, UTC; price and funds are chosen by it.</param>
/// <param name="Description">The event's own words for the credit history; null leaves them to the price.</param>
/// <param name="Stated">What of money the event names itself; null for nothing.</param>
/// <param name="Amends">The event that it replaces; empty for none.</param>
public sealed record UsageEvent(
    string Source,
    string Id,
    AccountId Account,
    DateTimeOffset Time,
    ServiceName Service,
    MeterName Meter,
    Quantity Quantity,
    Dimensions Dimensions,
    string? Description,
    StatedPrice? Stated = null,
    string Amends = "")
{
    /// <summary>The identity within the account.</summary>
    public UInt128 Key { get; } = EventIdentity.Key(Source, Id);

    /// <summary>The content that decides the charge: another one under the same key is a conflict.</summary>
    public UInt128 Fingerprint { get; } = EventIdentity.Fingerprint(
        Time, Service, Meter, Dimensions.Text, Quantity, Stated?.Text ?? "", Amends);

    public DateOnly Day => LedgerKeys.DayOf(Time);

    /// <summary>Names the event in quarantine: the same event, sent again, has the same name there.</summary>
    public string QuarantineId()
    {
        Span<byte> bytes = stackalloc byte[32];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Key);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Fingerprint);
        return XxHash128.HashToUInt128(bytes).ToString("x32", CultureInfo.InvariantCulture);
    }
}

using System.Globalization;
using System.IO.Hashing;
using Billing.Ledger;

namespace Billing.Usage;

/// <summary>What is wrong with a reported event. Producers get the code in snake_case.</summary>
public enum EventFault
{
    NotAnEvent = 1,
    SpecversionInvalid = 2,
    IdInvalid = 3,
    SourceInvalid = 4,
    TypeInvalid = 5,
    SubjectInvalid = 6,
    TimeInvalid = 7,
    DataInvalid = 8,
    ServiceInvalid = 9,
    MeterInvalid = 10,
    QuantityInvalid = 11,
    QuantityOutOfRange = 12,
    DimensionsInvalid = 13,
    DescriptionInvalid = 14,
    MemberRepeated = 15,
    MemberUnknown = 16,
    EventTooLarge = 17,

    /// <summary>Not one unit price or amount, zero or more, as its currency can be counted.</summary>
    PriceInvalid = 18,

    /// <summary>No supported currency, although the event states money.</summary>
    CurrencyInvalid = 19,

    /// <summary>A void or an amendment that does not name one original by its id and time.</summary>
    OriginalInvalid = 20,
}

/// <summary>One element of a message: an event that can be read, or what is wrong with it.</summary>
public abstract record ReportedEvent
{
    private ReportedEvent(int index, ReadOnlyMemory<byte> json) => (Index, Json) = (index, json);

    /// <summary>Its place in the message.</summary>
    public int Index { get; }

    /// <summary>As it was received, UTF-8.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Whose ledger keeps it; the unidentified account's when it names none.</summary>
    public abstract AccountId Account { get; }

    /// <summary>yyyyMMdd of its time in UTC, as quarantine rows are kept; 00000000 when it has none.</summary>
    public abstract string Day { get; }

    public abstract string QuarantineId { get; }

    public sealed record Sound(int Index, ReadOnlyMemory<byte> Json, UsageEvent Event) : ReportedEvent(Index, Json)
    {
        public override AccountId Account => Event.Account;

        public override string Day => LedgerKeys.Day(Event.Day);

        public override string QuarantineId => Event.QuarantineId();
    }

    /// <summary>A void or an amendment.</summary>
    public sealed record Correcting(int Index, ReadOnlyMemory<byte> Json, Correction Correction)
        : ReportedEvent(Index, Json)
    {
        public override AccountId Account => Correction.Account;

        public override string Day => LedgerKeys.Day(Correction.Day);

        public override string QuarantineId => Correction.Name;
    }

    /// <param name="Id">The event's own id, if it has a readable one.</param>
    public sealed record Faulty(int Index, ReadOnlyMemory<byte> Json, EventFault Fault, string? Id, AccountId? Names)
        : ReportedEvent(Index, Json)
    {
        public const string NoDay = "00000000";

        public override AccountId Account => Names ?? AccountId.Unidentified;

        public override string Day => NoDay;

        public override string QuarantineId =>
            XxHash128.HashToUInt128(Json.Span).ToString("x32", CultureInfo.InvariantCulture);
    }
}

using System.Collections.Frozen;
using System.Globalization;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Pricing;

/// <summary>All rate cards as they were at one moment; never changes.</summary>
public sealed class PriceBook
{
    /// <summary>No version is written longer than this after its time was taken.</summary>
    public static readonly TimeSpan PublicationPatience = TimeSpan.FromMinutes(5);

    /// <summary>How far beyond its reading a book is known to be complete.</summary>
    public static readonly TimeSpan Foresight = RateCard.MinNotice - 2 * LedgerTime.MaxClockError - PublicationPatience;

    private readonly FrozenDictionary<RateCardId, RateCard> _cards;

    private PriceBook(long revision, DateTimeOffset readAt, FrozenDictionary<RateCardId, RateCard> cards) =>
        (Revision, ReadAt, _cards) = (revision, readAt, cards);

    /// <summary>Counts publications.</summary>
    public long Revision { get; }

    /// <summary>A moment before the cards were read.</summary>
    public DateTimeOffset ReadAt { get; }

    public static PriceBook Of(long revision, DateTimeOffset readAt, params IEnumerable<RateCard> cards) =>
        new(revision, readAt, cards.ToFrozenDictionary(card => card.Id));

    public RateCard? Find(ServiceName service, MeterName meter, Currency currency) =>
        _cards.GetValueOrDefault(new(service, meter, currency));

    /// <summary>The version that a rated line names; null when it is not in the book.</summary>
    public PriceVersion? Version(string name)
    {
        var at = name.LastIndexOf('@');
        if (at < 0 || !int.TryParse(name.AsSpan(at + 1), CultureInfo.InvariantCulture, out var number)) return null;
        if (!_cards.TryGetValue(RateCardId.Parse(name[..at]), out var card)) return null;
        return number >= 1 && number <= card.Versions.Length ? card.Versions[number - 1] : null;
    }

    /// <summary>
    /// True if no version published since could be for such an event: it starts a notice after its publication, which
    /// two clocks and a slow write may have made look earlier. A card's first version may start at any time, so a
    /// missing card calls for a newer book whatever the time.
    /// </summary>
    public bool IsCompleteFor(DateTimeOffset eventTime) => eventTime < ReadAt + Foresight;

    /// <summary>The same book, found to be still the newest at a later moment.</summary>
    public PriceBook Confirmed(DateTimeOffset now) => new(Revision, now, _cards);
}

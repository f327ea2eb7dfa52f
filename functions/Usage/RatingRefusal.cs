namespace Billing.Usage;

/// <summary>Why a readable event is not rated now; it is kept in quarantine under this code in snake_case.</summary>
public enum RatingRefusal
{
    /// <summary>No rate card for the service and meter in the account's currency.</summary>
    UnknownMeter = 1,

    /// <summary>The rate card's first price is later than the event.</summary>
    NoPriceYet = 2,

    /// <summary>No price of the version is for the event's dimensions.</summary>
    NoPriceForDimensions = 3,

    /// <summary>The quantity or the cost is beyond what a ledger can count.</summary>
    BeyondLedger = 4,

    InFuture = 5,
    TooOld = 6,

    /// <summary>The same id on the same or an adjacent day, with other content or another time.</summary>
    IdConflict = 7,

    /// <summary>The account has no billing profile, so it has no currency.</summary>
    AccountUnknown = 8,

    /// <summary>The price asks the event to state a price, or the currency of its quantity.</summary>
    PriceMissing = 9,

    /// <summary>The event states money that the price does not ask for.</summary>
    PriceNotAllowed = 10,

    /// <summary>The event's price is above what the rate card allows.</summary>
    PriceBeyondLimit = 11,

    /// <summary>The event's money is in another currency than the account's.</summary>
    CurrencyMismatch = 12,

    /// <summary>No charged event has the source, id and time that a void or an amendment names.</summary>
    OriginalUnknown = 13,

    /// <summary>Another event has voided or amended it before.</summary>
    AlreadyReversed = 14,
}

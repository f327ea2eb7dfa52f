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
}

using Billing.Pricing;

namespace Billing.Usage;

/// <summary>What the reasons for which events are not rated mean, in words for the person who looks at them.</summary>
public static class RatingRefusals
{
    public static RatingRefusal Of(PriceRefusal refusal) => refusal switch
    {
        PriceRefusal.NoPrice => RatingRefusal.NoPriceForDimensions,
        PriceRefusal.PriceMissing => RatingRefusal.PriceMissing,
        PriceRefusal.PriceNotAllowed => RatingRefusal.PriceNotAllowed,
        PriceRefusal.PriceBeyondLimit => RatingRefusal.PriceBeyondLimit,
        PriceRefusal.CurrencyMismatch => RatingRefusal.CurrencyMismatch,
    };

    public static string Detail(RatingRefusal refusal) => refusal switch
    {
        RatingRefusal.UnknownMeter => "There is no rate card for this service and meter in the account's currency.",
        RatingRefusal.NoPriceYet => "The rate card's first price starts after the event.",
        RatingRefusal.NoPriceForDimensions => "No price is for these dimensions.",
        RatingRefusal.BeyondLedger => "The quantity or the cost is beyond what a ledger can count.",
        RatingRefusal.InFuture => "The event's time is in the future.",
        RatingRefusal.TooOld => "The event is too old to be charged unseen.",
        RatingRefusal.IdConflict => "Another event with this source and id, near this time, says something else.",
        RatingRefusal.AccountUnknown => "The account has no billing profile.",
        RatingRefusal.PriceMissing => "The price asks the event to state its price, or the currency of its quantity.",
        RatingRefusal.PriceNotAllowed => "The event states money that the price does not ask for.",
        RatingRefusal.PriceBeyondLimit => "The event's price is above what the rate card allows.",
        RatingRefusal.CurrencyMismatch => "The event's money is in another currency than the account's.",
        RatingRefusal.OriginalUnknown => "No charged event has the source, id and time that it names.",
        RatingRefusal.AlreadyReversed => "Another event has voided or amended it before.",
    };
}

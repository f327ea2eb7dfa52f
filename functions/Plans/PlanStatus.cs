namespace Billing.Plans;

/// <summary>Where a plan stands. Numbers are stored and never change.</summary>
public enum PlanStatus
{
    /// <summary>Sales writes it; its customer does not see it.</summary>
    Draft = 1,

    /// <summary>An offer that waits for the customer's word.</summary>
    Sent = 2,
    Declined = 3,
    OfferExpired = 4,

    /// <summary>Confirmed; it begins once its first instalment is paid.</summary>
    AwaitingPayment = 5,

    /// <summary>Confirmed and, as far as due, paid; its start lies ahead.</summary>
    Scheduled = 6,

    Active = 7,

    /// <summary>At its customer's wish it covers nothing for a while.</summary>
    Paused = 8,

    /// <summary>An instalment is overdue; it covers nothing until that is paid.</summary>
    Suspended = 9,

    /// <summary>The renewal window is open, or the next term waits for its payment.</summary>
    PendingRenewal = 10,

    Expired = 11,
    Cancelled = 12,
}

/// <summary>What a customer is shown: three words of the product, and before activation an offer.</summary>
public enum ShownPlanStatus
{
    Offer = 1,
    Active = 2,
    PendingRenewal = 3,
    Expired = 4,
}

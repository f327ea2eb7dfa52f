namespace Billing.TopUps;

/// <summary>Where a top-up stands inside; customers see three words of it.</summary>
public enum TopUpStatus
{
    Created = 1,
    Pending = 2,
    Success = 3,
    Failed = 4,
    Expired = 5,

    /// <summary>Money may have moved; a person decides.</summary>
    NeedsReview = 6,

    PartiallyRefunded = 7,
    Refunded = 8,

    /// <summary>Paid and credited; the payer disputes it.</summary>
    Disputed = 9,

    /// <summary>The payer's bank or the gateway took money back.</summary>
    ChargedBack = 10,
}

/// <summary>The three words that customers see.</summary>
public enum ShownStatus
{
    Pending = 1,
    Success = 2,
    Failed = 3,
}

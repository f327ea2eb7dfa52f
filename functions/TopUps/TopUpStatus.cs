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
}

/// <summary>The three words that customers see.</summary>
public enum ShownStatus
{
    Pending = 1,
    Success = 2,
    Failed = 3,
}

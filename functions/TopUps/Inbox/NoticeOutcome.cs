namespace Billing.TopUps.Inbox;

/// <summary>What became of a notice of a gateway.</summary>
public enum NoticeOutcome
{
    /// <summary>Kept, and not decided: whatever was interrupted is tried again.</summary>
    Received = 1,

    /// <summary>It changed its payment.</summary>
    Applied = 2,

    /// <summary>It said what was known.</summary>
    Repeated = 3,

    /// <summary>It is known to its payment and counts once that is paid.</summary>
    Parked = 4,

    /// <summary>A person must look.</summary>
    NeedsReview = 5,

    /// <summary>No payment of ours fits; it is tried again for some days.</summary>
    Unmatched = 6,

    /// <summary>Nothing follows from it.</summary>
    Ignored = 7,
}

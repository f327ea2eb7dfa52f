namespace Billing.TopUps.BankTransfers;

/// <summary>Where a received bank transfer stands.</summary>
public enum TransferStatus
{
    /// <summary>It is known which top-up it pays, and it is being counted there; recording it again goes on.</summary>
    Matched = 1,

    /// <summary>It is known which top-up it pays; a second person must agree.</summary>
    AwaitingApproval = 2,

    /// <summary>No top-up takes it: a person decides.</summary>
    Unmatched = 3,

    /// <summary>It is counted on its top-up.</summary>
    Applied = 4,
}

/// <summary>What a person did about a transfer.</summary>
public enum TransferActKind
{
    Recorded = 1,
    Matched = 2,
    Approved = 3,
}

/// <summary>Who did what about a transfer, when and why.</summary>
/// <param name="By">The subject of the person.</param>
/// <param name="Reference">The code that a match names.</param>
public sealed record TransferAct(
    TransferActKind Kind, string By, DateTimeOffset At, string? Reference = null, string? Reason = null);

/// <summary>Why a transfer is not approved.</summary>
public enum ApprovalRefusal
{
    NotAwaitingApproval = 1,

    /// <summary>Whoever recorded or matched it cannot be the second pair of eyes.</summary>
    FourEyesRequired = 2,
}

/// <summary>Why a transfer is not matched to a top-up.</summary>
public enum MatchRefusal
{
    /// <summary>It pays a top-up already, or waits for approval to.</summary>
    NotUnmatched = 1,
    UnknownReference = 2,

    /// <summary>It was matched so often that something else is wrong.</summary>
    TooManyMatches = 3,
}

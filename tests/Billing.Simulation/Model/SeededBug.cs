namespace Billing.Simulation.Model;

/// <summary>A mistake that only the app makes: the model must then disagree.</summary>
public enum SeededBug
{
    None = 0,

    /// <summary>One price is a millionth too high.</summary>
    WrongPrice,

    /// <summary>The last event of a batch gets lost.</summary>
    DroppedEvent,

    /// <summary>A voucher pays for services that it is not for.</summary>
    WrongFund,

    /// <summary>A lot ends a tick too late.</summary>
    WrongEnd,

    /// <summary>Usage is never taken back.</summary>
    LostVoid,

    /// <summary>A plan for all services pays before one for a few.</summary>
    WrongCoverChoice,

    /// <summary>The line that uses up a quota is split one ledger unit too late.</summary>
    WrongSplit,

    /// <summary>A quota in units is not held.</summary>
    WrongQuota,

    /// <summary>A plan's own price is not used.</summary>
    LostOwnPrice,

    /// <summary>A plan ends a tick too late.</summary>
    LostEnd,

    /// <summary>A free state is billed.</summary>
    BilledFreeState,

    /// <summary>A percentage is too high.</summary>
    WrongPercentage,

    /// <summary>The dearest amount that a caller may name is not held.</summary>
    LostCallerLimit,

    /// <summary>A threshold that was told of is never told of again.</summary>
    NeverArmedAgain,
}

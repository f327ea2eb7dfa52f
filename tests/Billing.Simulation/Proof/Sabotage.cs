namespace Billing.Simulation.Proof;

/// <summary>A defect put into the world on purpose: a simulator that finds none of these would prove nothing.</summary>
public enum Sabotage
{
    None = 0,

    /// <summary>The store replaces rows whatever version the condition names.</summary>
    IgnoredCondition,

    /// <summary>The store says that it added a row of a transaction, and did not.</summary>
    LostRow,

    /// <summary>The store keeps the other rows of a transaction of which one row fails.</summary>
    HalfTransaction,

    /// <summary>The store says that a transaction stands, and did nothing.</summary>
    LostCommit,

    /// <summary>The rows by which known events are found lack those of the day before.</summary>
    ForgottenDay,

    /// <summary>The rows that keep an effect from happening twice are not found.</summary>
    ForgottenOnce,

    /// <summary>A committed row changes later.</summary>
    ChangedRow,

    /// <summary>The bus says that it has a message, and forgets it.</summary>
    LostMessage,

    /// <summary>Messages are completed before their work is done.</summary>
    SettledFirst,
}

using Billing.Money;

namespace Billing.Plans;

/// <summary>Why an instalment is asked for.</summary>
public enum InstalmentKind
{
    /// <summary>A term's price, or a dated part of it.</summary>
    Price = 1,

    /// <summary>What a postpaid plan covered in a cycle.</summary>
    Usage = 2,

    /// <summary>The difference that a change costs for the rest of a term.</summary>
    Change = 3,
}

/// <summary>A sum that the customer owes for a plan, whole minor units.</summary>
/// <param name="Number">Counted from 1 within the plan; payments name it.</param>
/// <param name="Term">The term that it is for.</param>
/// <param name="Payment">Our id of the payment that paid it.</param>
/// <param name="Told">What the customer was told of it so far.</param>
public sealed record Instalment(
    int Number,
    InstalmentKind Kind,
    int Term,
    Amount Amount,
    DateTimeOffset CreatedAt,
    DateTimeOffset DueAt,
    DateTimeOffset? PaidAt = null,
    string? Payment = null,
    Dunning Told = Dunning.Nothing)
{
    public bool IsPaid => PaidAt is not null;
}

/// <summary>The steps of asking for an instalment, each taken once.</summary>
public enum Dunning
{
    Nothing = 0,
    Reminded = 1,
    Due = 2,
    Overdue = 3,
    Suspended = 4,
}

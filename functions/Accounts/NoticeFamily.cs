namespace Billing.Accounts;

/// <summary>
/// Kinds of notices that an account need not see. What concerns payments, what is owed and what ends a plan is in none
/// of them: it is always shown.
/// </summary>
[Flags]
public enum NoticeFamily
{
    None = 0,

    /// <summary>The balance fell below a threshold.</summary>
    Balance = 1,

    /// <summary>A part of a plan, or of a quota in it, is used.</summary>
    PlanUse = 2,

    /// <summary>A plan ends soon, or can be renewed.</summary>
    PlanEnd = 4,
}

using Billing.Accounts;
using Billing.Ledger;
using Billing.Plans;

namespace Billing.Notices;

/// <summary>
/// The kinds of notices that an account chose not to see. They are kept all the same: who chooses otherwise sees them
/// again.
/// </summary>
public static class MutedNotices
{
    private static readonly IReadOnlyList<(NoticeFamily Family, string Kind)> Families =
    [
        (NoticeFamily.Balance, RaisedFacts.LowBalance),
        (NoticeFamily.PlanUse, RaisedFacts.PlanUsed),
        (NoticeFamily.PlanUse, RaisedFacts.QuotaExhausted),
        (NoticeFamily.PlanEnd, PlanTold.EndNear),
        (NoticeFamily.PlanEnd, PlanTold.RenewalOpened),
    ];

    public static IEnumerable<string> Of(Preferences preferences) =>
        from kind in Families where preferences.Muted.HasFlag(kind.Family) select kind.Kind;
}

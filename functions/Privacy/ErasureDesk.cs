using Billing.Accounts;
using Billing.Ledger;
using Billing.Notices;
using Billing.Plans;
using Billing.Plans.Requests;
using Billing.Platform;
using Billing.TopUps;

namespace Billing.Privacy;

/// <summary>
/// Erases who stands behind an account, table by table. What is left to do is seen from the rows themselves, so that an
/// erasure that was cut short is ended by the same call again.
/// </summary>
public sealed class ErasureDesk(
    ErasureObstacles obstacles,
    LedgerTable ledger,
    ProfileTable profiles,
    TopUpTable topUps,
    PlanTable plans,
    RequestTable requests,
    NoticeTable notices,
    OutboxTable outbox)
{
    /// <summary>Null when there is no such account; when it is refused, nothing is changed.</summary>
    public async Task<Outcome<ErasedRows, ErasureRefusal>?> Erase(AccountId account, CancellationToken stop)
    {
        var isKnown = await profiles.Find(account, stop) is not null
            || (await ledger.Load(account, stop)).CommitNo > 0;
        if (!isKnown) return null;
        if (await obstacles.Find(account, stop) is { } refusal) return refusal;

        // The profile goes first: from then on nothing begins that would name its buyer again.
        return new ErasedRows(
            Profiles: await profiles.Erase(account, stop) ? 1 : 0,
            Payments: await topUps.ErasePayers(account, stop),
            Plans: await plans.EraseWords(account, stop),
            PlanRequests: await requests.Erase(account, stop),
            Notices: await notices.Erase(account, stop),
            SetAsideFacts: await outbox.EraseSetAside(account, stop));
    }
}

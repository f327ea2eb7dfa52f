using Billing.Ledger;
using Billing.Platform;

namespace Billing.Usage;

/// <summary>
/// What an event's replay came to, kept in the commit in which it left quarantine: whoever asks again, because an
/// answer was lost, is answered as before.
/// </summary>
internal static class ReplayedEvent
{
    private const string Kind = "replayed";

    public static OnceKey Key(QuarantinedEvent kept, ReplayResult result) =>
        new(Kind, new QuarantineId(kept.Day, kept.Id).ToString(), RequestHash: "", result.GetType().Name);

    /// <summary>The answer of before; not there for an event that no replay took out of quarantine.</summary>
    public static async Task<ReplayResult> Earlier(
        LedgerTable ledger, AccountId account, QuarantineId id, CancellationToken stop)
    {
        var earlier = await ledger.FindOnce(account, Kind, id.ToString(), stop);
        if (earlier is null) return new ReplayResult.NotThere();
        if (earlier.Answer == nameof(ReplayResult.Duplicate)) return new ReplayResult.Duplicate();

        Invariant.Holds(earlier.Answer == nameof(ReplayResult.Rated), "a replay is kept once it has an effect");
        return new ReplayResult.Rated();
    }
}

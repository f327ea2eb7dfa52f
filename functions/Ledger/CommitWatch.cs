using System.Diagnostics;
using Billing.Platform.Telemetry;

namespace Billing.Ledger;

/// <summary>Follows one commit through all its sends: how long it takes, how it ends, and its span.</summary>
internal sealed class CommitWatch : IDisposable
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Activity? _span;
    private readonly LedgerEntry _entry;
    private string _outcome = "failed";
    private int _sends = 1;

    public CommitWatch(CommitPlan plan, LedgerEntry entry)
    {
        _entry = entry;
        _span = Tracing.Source.StartActivity("ledger.commit");
        _span?.SetTag(Tracing.Account, plan.Next.Account.Value)
            .SetTag("billing.commit", plan.Next.CommitNo)
            .SetTag("billing.rows", plan.Actions.Count)
            .SetTag("billing.events", entry.Lines.Length);
    }

    /// <summary>The answer came, and says so.</summary>
    public CommitResult Committed(CommitResult.Committed committed) => Ended("committed", committed);

    /// <summary>The answer was lost, or another's; the rows say how it ended.</summary>
    public CommitResult Cleared(CommitResult known) =>
        Ended(known is CommitResult.Committed ? "resolved" : "conflict", known);

    public void SendAgain()
    {
        _sends++;
        Instruments.LedgerRetries.Add(1, Dimension.Cause("unclear"));
    }

    public void Dispose()
    {
        Instruments.LedgerCommitDuration.Record(Stopwatch.GetElapsedTime(_began).TotalSeconds);
        Instruments.LedgerCommits.Add(1, Dimension.Outcome(_outcome));
        _span?.SetTag(Tracing.Outcome, _outcome).SetTag("billing.sends", _sends).SetStatus(
            _outcome == "failed" ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        _span?.Dispose();
    }

    private CommitResult Ended(string outcome, CommitResult result)
    {
        _outcome = outcome;
        if (result is CommitResult.Committed) CommittedUsage.Count(_entry);
        return result;
    }
}

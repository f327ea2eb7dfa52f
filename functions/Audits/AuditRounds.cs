using Billing.Ledger;
using Billing.Platform.Telemetry;

namespace Billing.Audits;

/// <summary>
/// Audits all accounts in the order of their partitions, in turns of bounded length. A turn goes on where the last one
/// stopped; an account that is broken, or cannot be read, does not hold up the others.
/// </summary>
public sealed class AuditRounds(
    AuditRunTable runs, LedgerReader ledger, LedgerAuditor auditor, AuditSettings settings, TimeProvider clock)
{
    private const int AtOnce = 4;

    /// <summary>No account is begun later in a turn.</summary>
    private static readonly TimeSpan MaxTurn = TimeSpan.FromMinutes(2);

    /// <summary>An account that takes longer is skipped: both together end before the host ends a function.</summary>
    private static readonly TimeSpan MaxAccount = TimeSpan.FromMinutes(2);

    /// <returns>What was audited in this turn, and the run as it is after it; null when none is due.</returns>
    public async Task<AuditTurn?> Turn(CancellationToken stop)
    {
        var began = clock.GetUtcNow();
        var newest = await runs.Newest(stop);
        if (newest?.Run is { IsFinished: true } last && began < last.StartedAt + settings.Every) return null;

        var stored = newest?.Run.IsFinished == false ? newest : await runs.Save(null, AuditRun.Begin(began), stop);
        List<AuditedPartition> troubled = [];
        while (stored is not null && clock.GetUtcNow() - began < MaxTurn)
        {
            var partitions = await Next(stored.Run.Cursor, stop);
            if (partitions.Count == 0) return await Finish(stored, troubled, stop);

            var id = stored.Run.Id;
            var audited = await Task.WhenAll(partitions.Select(partition => Audit(id, partition, stop)));
            troubled.AddRange(audited.Where(it => it.Finding is not null || it.Fault is not null));
            stored = await runs.Save(stored, stored.Run.After(audited), stop);
        }
        return stored is null ? null : new(stored.Run, troubled);
    }

    private async Task<AuditTurn?> Finish(StoredRun stored, List<AuditedPartition> troubled, CancellationToken stop)
    {
        var finished = stored.Run with { FinishedAt = clock.GetUtcNow() };
        if (await runs.Save(stored, finished, stop) is not { } saved) return null;
        await runs.RemoveBefore(clock.GetUtcNow() - AuditRun.Kept, stop);
        return new(saved.Run, troubled);
    }

    /// <summary>
    /// Every partition that the ledger has, with a billing profile or without, and every one that an earlier run saw.
    /// </summary>
    private async Task<IReadOnlyList<string>> Next(string cursor, CancellationToken stop)
    {
        SortedSet<string> next = new(StringComparer.Ordinal);
        for (var at = cursor; next.Count < AtOnce && await ledger.NextPartition(at, stop) is { } found; at = found)
            next.Add(found);
        var seen = 0;
        await foreach (var marked in runs.Marked(cursor, stop))
        {
            next.Add(marked);
            if (++seen == AtOnce) break;
        }
        return [.. next.Take(AtOnce)];
    }

    private async Task<AuditedPartition> Audit(AuditRunId run, string partition, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(MaxAccount);
        AuditedPartition audited;
        try
        {
            audited = await Audit(partition, patience.Token);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            audited = new(partition, Report: null, Finding: null, fault);
        }
        Instruments.AuditAccounts.Add(1, Dimension.Outcome(OutcomeOf(audited)));
        if (audited.Finding is { } found)
            await runs.AddFinding(run, new(audited.Account, found.Row, found.Rule, found.Detail), stop);
        return audited;
    }

    private static string OutcomeOf(AuditedPartition audited) =>
        audited.Fault is not null ? "unreadable" : audited.Finding is null ? "sound" : "broken";

    private async Task<AuditedPartition> Audit(string partition, CancellationToken stop)
    {
        if (!LedgerKeys.TryAccount(partition, out var account))
            return new(partition, null, new("", AuditRules.Unchanged, "It is the partition of no account."), null);

        var report = await auditor.Audit(account, await runs.Mark(partition, stop), stop);
        if (report is { Ok: true, Commits: > 0 }) await runs.SetMark(partition, report.Mark, stop);
        return new(partition, report, report.FirstBroken, Fault: null);
    }
}

/// <summary>One turn of an audit of all accounts.</summary>
/// <param name="Troubled">Accounts that are broken or could not be audited to their end.</param>
public sealed record AuditTurn(AuditRun Run, IReadOnlyList<AuditedPartition> Troubled);

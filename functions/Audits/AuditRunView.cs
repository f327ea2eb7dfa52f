using Billing.Platform;

namespace Billing.Audits;

/// <summary>One audit of all accounts as its readers get it.</summary>
/// <param name="FinishedAt">Null while it goes on.</param>
/// <param name="Broken">Accounts whose ledger breaks a rule; they are named among the findings.</param>
/// <param name="Skipped">Accounts that could not be audited to their end.</param>
/// <param name="Findings">A page of them, in the order of accounts; null in a list of runs.</param>
public sealed record AuditRunView(
    string Id,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    long Accounts,
    long Commits,
    long Lines,
    long Broken,
    long Skipped,
    PageOf<RunFinding>? Findings)
{
    public static AuditRunView Of(AuditRun run) => new(
        run.Id.Value, run.StartedAt, run.FinishedAt, run.Accounts, run.Commits, run.Lines, run.Broken, run.Skipped,
        Findings: null);
}

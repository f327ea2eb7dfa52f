using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.Audits;

/// <summary>
/// Verifies every account's ledger again and again; a broken one is an error in the log and in the report.
/// </summary>
public sealed partial class AuditAllAccounts(AuditRounds rounds, ILogger<AuditAllAccounts> log)
{
    [Function(nameof(AuditAllAccounts))]
    public async Task Run([TimerTrigger("%AuditSchedule%")] TimerInfo timer, CancellationToken stop)
    {
        if (await rounds.Turn(stop) is not { } turn) return;

        foreach (var (account, finding, fault) in turn.Troubled.Select(it => (it.Account, it.Finding, it.Fault)))
        {
            if (finding is not null) Broken(account, finding.Row, finding.Rule, finding.Detail);
            if (fault is not null) Skipped(fault, account);
        }
        if (turn.Run.IsFinished) Finished(turn.Run.Id, turn.Run.Accounts, turn.Run.Lines, turn.Run.Broken);
    }

    [LoggerMessage(6001, LogLevel.Error, "The ledger of {Account} is broken at {Row}, {Rule}: {Detail}")]
    private partial void Broken(string account, string row, string rule, string detail);

    [LoggerMessage(6002, LogLevel.Error, "The ledger of {Account} could not be audited")]
    private partial void Skipped(Exception fault, string account);

    [LoggerMessage(6003, LogLevel.Information, "The audit {Run} of {Accounts} accounts, {Lines} lines found {Broken}")]
    private partial void Finished(AuditRunId run, long accounts, long lines, long broken);
}

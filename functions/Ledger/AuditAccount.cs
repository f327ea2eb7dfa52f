using Billing.Platform;
using Billing.Platform.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Ledger;

/// <summary>Verifies one account's ledger from its first commit on, and says where it breaks.</summary>
public sealed class AuditAccount(LedgerAuditor auditor)
{
    [Function(nameof(AuditAccount))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/audit")] HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var report = await auditor.Audit(AccountId.Parse(account), stop);
        Instruments.AuditAccounts.Add(1, Dimension.Outcome(report.Ok ? "sound" : "broken"));
        return new OkObjectResult(report);
    }
}

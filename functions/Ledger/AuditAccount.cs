using Billing.Platform;
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
        CancellationToken stop) =>
        new OkObjectResult(await auditor.Audit(AccountId.Parse(account), stop));
}

using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.History;

/// <summary>Explains one charge of the credit history.</summary>
public sealed class ExplainCharge(LedgerReader ledger)
{
    [Function(nameof(ExplainCharge))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/charges/{lineId}")]
        HttpRequest request,
        string account,
        string lineId,
        CancellationToken stop) =>
        LineId.TryParse(lineId, out var id) && await ledger.Line(AccountId.Parse(account), id, stop) is { } line
            ? new OkObjectResult(ChargeView.Of(id, line))
            : Problem.NotFound("charge");
}

using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.History.Exports;

/// <summary>How far an export is; the last few of an account are remembered.</summary>
public sealed class GetExport(ExportTable exports, TimeProvider clock)
{
    [Function(nameof(GetExport))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/exports/{export}")]
        HttpRequest request,
        string account,
        string export,
        CancellationToken stop)
    {
        if (!ExportId.TryParse(export, out var id)) return Problem.NotFound("export");

        var found = await exports.Find(AccountId.Parse(account), id, stop);
        return found is null
            ? Problem.NotFound("export")
            : new OkObjectResult(ExportView.Of(found.At(clock.GetUtcNow())));
    }
}

using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps;

/// <summary>Where one top-up stands.</summary>
public sealed class GetTopUp(TopUpTable topUps, TransferAccounts accounts)
{
    [Function(nameof(GetTopUp))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/top-ups/{topUp}")]
        HttpRequest request,
        string account,
        string topUp,
        CancellationToken stop)
    {
        if (!AccountId.TryParse(account, out var owner)) return Problem.NotFound("account");
        if (!TopUpId.TryParse(topUp, out var id)) return Problem.NotFound("top-up");
        if (await topUps.Find(owner, id, stop) is not { } stored) return Problem.NotFound("top-up");

        return new OkObjectResult(TopUpView.Of(stored.TopUp, accounts));
    }
}

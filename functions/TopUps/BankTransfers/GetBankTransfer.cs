using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps.BankTransfers;

/// <summary>One received transfer, with all that people did about it.</summary>
public sealed class GetBankTransfer(BankTransferTable transfers)
{
    [Function(nameof(GetBankTransfer))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/bank-transfers/{id}")] HttpRequest request,
        string id,
        CancellationToken stop) =>
        TransferId.TryParse(id, out var transfer) && await transfers.Find(transfer, stop) is { } stored
            ? new OkObjectResult(TransferView.Of(stored.Transfer))
            : Problem.NotFound("bank transfer");
}

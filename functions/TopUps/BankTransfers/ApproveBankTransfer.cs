using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps.BankTransfers;

/// <summary>A second person of finance lets a transfer count.</summary>
public sealed class ApproveBankTransfer(TransferDesk desk)
{
    [Function(nameof(ApproveBankTransfer))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/bank-transfers/{id}/approve")]
        HttpRequest request,
        string id,
        CancellationToken stop)
    {
        if (!TransferId.TryParse(id, out var transfer)) return Problem.NotFound("bank transfer");
        if (await desk.Approve(transfer, request.Caller().Subject, stop) is not { } outcome)
            return Problem.NotFound("bank transfer");

        return outcome.IsAccepted(out var approved, out var refusal)
            ? new OkObjectResult(TransferView.Of(approved))
            : Refuse(refusal);
    }

    private static IActionResult Refuse(ApprovalRefusal refusal) => refusal switch
    {
        ApprovalRefusal.NotAwaitingApproval =>
            Problem.Of(409, Problem.Code(refusal), "This transfer does not wait for approval."),
        ApprovalRefusal.FourEyesRequired => Problem.Of(
            409, Problem.Code(refusal), "Somebody who neither recorded nor matched this transfer has to approve it."),
    };
}

using Billing.Platform;
using Billing.TopUps.Gateways.BankTransfer;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps.BankTransfers;

/// <summary>A person says which top-up a transfer pays that found none by itself, and why.</summary>
public sealed class MatchBankTransfer(TransferDesk desk)
{
    [Function(nameof(MatchBankTransfer))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/bank-transfers/{id}/match")]
        HttpRequest request,
        string id,
        CancellationToken stop)
    {
        if (!TransferId.TryParse(id, out var transfer)) return Problem.NotFound("bank transfer");
        var body = await RequestBody.Read(request, stop);
        var reference = body.Value<TransferReference>("reference", TransferReference.TryParse, "a reference of ours");
        var reason = body.Text("reason", ReceivedTransfer.MaxReason);
        if (body.Refused() is { } problem) return problem;
        if (await desk.Match(transfer, reference, reason, request.Caller().Subject, stop) is not { } outcome)
            return Problem.NotFound("bank transfer");

        return outcome.IsAccepted(out var matched, out var refusal)
            ? new OkObjectResult(TransferView.Of(matched))
            : Refuse(refusal);
    }

    private static IActionResult Refuse(MatchRefusal refusal) => refusal switch
    {
        MatchRefusal.NotUnmatched =>
            Problem.Of(409, Problem.Code(refusal), "It is settled already which top-up this transfer pays."),
        MatchRefusal.TooManyMatches =>
            Problem.Of(409, Problem.Code(refusal), "This transfer was matched too often."),
        MatchRefusal.UnknownReference => Problem.Invalid(
            [new("reference", Problem.Code(refusal), "No top-up has this reference.")]),
    };
}

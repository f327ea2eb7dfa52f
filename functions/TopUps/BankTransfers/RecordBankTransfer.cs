using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps.BankTransfers;

/// <summary>Finance records a transfer that arrived; it pays the top-up that its text names.</summary>
public sealed class RecordBankTransfer(TransferDesk desk, TimeProvider clock)
{
    [Function(nameof(RecordBankTransfer))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/bank-transfers")] HttpRequest request,
        CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var body = await RequestBody.Read(request, stop);
        var act = new TransferAct(TransferActKind.Recorded, request.Caller().Subject, now);
        var transfer = Read(body, act);
        foreach (var fault in transfer.Faults(now)) body.Fault(fault.Field, fault.Code, fault.Message);
        if (body.Refused() is { } problem) return problem;

        var recorded = await desk.Record(transfer, stop);
        if (!recorded.Differences.IsEmpty) return Conflict(recorded);

        if (recorded.IsRepeat) request.HttpContext.Response.Headers[IdempotencyGate.HitHeader] = "true";
        return new ObjectResult(TransferView.Of(recorded.Transfer)) { StatusCode = StatusCodes.Status201Created };
    }

    private static ReceivedTransfer Read(RequestBody body, TransferAct act) => new(
        body.Value<TransferId>("transactionId", TransferId.TryParse, "the bank's id of a transfer"),
        body.Amount("amount"),
        body.Value<DateOnly>("receivedOn", CalendarDay.TryParse, CalendarDay.What),
        body.OptionalText("remittance", ReceivedTransfer.MaxRemittance) ?? "",
        body.OptionalText("payer", ReceivedTransfer.MaxPayer),
        [act]);

    private static IActionResult Conflict(RecordedTransfer recorded) => Problem.Of(
        409,
        "conflict",
        "This transfer was recorded with other content.",
        [.. recorded.Differences.Select(field =>
            new FieldError(field, "conflict", "This is not what was recorded before."))]);
}

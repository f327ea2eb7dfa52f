using Billing.Platform;
using Billing.TopUps.Gateways;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps;

/// <summary>Finance sends a payment back, or a part of it; the same request again is the same refund.</summary>
public sealed class RefundPayment(TopUpFinder finder, PaymentGateways gateways, RefundDesk refunds, TimeProvider clock)
{
    public const int MaxReasonLength = 200;

    [Function(nameof(RefundPayment))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/payments/{id}/refunds")] HttpRequest request,
        string id,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        var reason = body.Text("reason", MaxReasonLength);
        var amount = body.Has("amount") ? body.Amount("amount") : default(Money.Amount?);
        if (body.Refused() is { } problem) return problem;
        if (!TopUpId.TryParse(id, out var topUpId)) return Problem.NotFound("payment");
        if (await finder.Find(topUpId, gateways, stop) is not { } topUp) return Problem.NotFound("payment");

        var order = new RefundOrder(
            request.EffectId(), amount ?? topUp.Refundable, reason, request.Caller().Subject, clock.GetUtcNow());
        var ordered = await refunds.Order(topUp, order, stop);
        if (!ordered.IsAccepted(out var after, out var refusal)) return PaymentAnswers.Refuse(refusal);

        return new ObjectResult(RefundView.Of(after.Reversals.Orders[order.Id]))
        {
            StatusCode = StatusCodes.Status201Created,
        };
    }
}

using Billing.Platform;
using Billing.TopUps.Gateways;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps;

/// <summary>
/// Finance says what became of a refund that its gateway never answered; until then so much of the credit is held.
/// </summary>
public sealed class SettleRefund(TopUpFinder finder, PaymentGateways gateways, TopUpDesk desk)
{
    public const int MaxReasonLength = 120;
    public const int MaxIdLength = 100;

    [Function(nameof(SettleRefund))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/payments/{id}/refunds/{refund}/outcome")]
        HttpRequest request,
        string id,
        string refund,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        var outcome = body.Choice<RefundFinding>("outcome");
        var reason = body.Text("reason", MaxReasonLength);
        var gatewayId = outcome == RefundFinding.Accepted ? body.Text("gatewayRefundId", MaxIdLength) : "";
        if (body.Refused() is { } problem) return problem;
        if (!TopUpId.TryParse(id, out var topUpId)) return Problem.NotFound("payment");
        if (await finder.Find(topUpId, gateways, stop) is not { } topUp) return Problem.NotFound("payment");

        RefundAnswer found = outcome == RefundFinding.Accepted
            ? new RefundAnswer.Accepted(gatewayId)
            : new RefundAnswer.Refused("by_hand");
        var settled = await desk.Settle(topUp, refund, found, $"{request.Caller().Subject}: {reason}", stop);
        if (!settled.IsAccepted(out var step, out var refusal)) return PaymentAnswers.Refuse(refusal);

        return new OkObjectResult(RefundView.Of(step.TopUp.Reversals.Orders[refund]));
    }
}

/// <summary>What finance found out about a refund that was never answered.</summary>
public enum RefundFinding
{
    Accepted = 1,
    Refused = 2,
}

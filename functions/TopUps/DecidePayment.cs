using Billing.Platform;
using Billing.TopUps.Gateways;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps;

/// <summary>Finance decides a payment that is in doubt: what the account gets for it, or nothing.</summary>
public sealed class DecidePayment(
    TopUpFinder finder, PaymentGateways gateways, TopUpDesk desk, TimeProvider clock)
{
    public const int MaxReasonLength = 200;

    [Function(nameof(DecidePayment))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/payments/{id}/review")] HttpRequest request,
        string id,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        var decision = body.Choice<PaymentDecision>("decision");
        var reason = body.Text("reason", MaxReasonLength);
        var amount = body.Has("amount") ? body.Amount("amount") : default(Money.Amount?);
        if (body.Refused() is { } problem) return problem;
        if (!TopUpId.TryParse(id, out var topUpId)) return Problem.NotFound("payment");
        if (await finder.Find(topUpId, gateways, stop) is not { } topUp) return Problem.NotFound("payment");

        var credit = decision == PaymentDecision.Credit ? amount ?? topUp.MostCredit : default(Money.Amount?);
        var review = new Review(credit, reason, request.Caller().Subject, clock.GetUtcNow());
        var decided = await desk.Decide(topUp, review, stop);
        if (!decided.IsAccepted(out var step, out var refusal)) return PaymentAnswers.Refuse(refusal);

        return new OkObjectResult(PaymentDetails.Of(step.TopUp));
    }
}

/// <summary>What finance decides about a payment in doubt.</summary>
public enum PaymentDecision
{
    Credit = 1,
    Reject = 2,
}

using Billing.Ledger;
using Billing.Platform;
using Billing.TopUps;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.History;

/// <summary>The receipt of one payment, as data or as a page to print.</summary>
public sealed class GetPaymentReceipt(TopUpTable topUps)
{
    /// <summary>The page needs its own style and nothing else.</summary>
    private const string PagePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    [Function(nameof(GetPaymentReceipt))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/payments/{payment}/receipt")]
        HttpRequest request,
        string account,
        string payment,
        CancellationToken stop)
    {
        if (!TopUpId.TryParse(payment, out var id)) return Problem.NotFound("payment");
        var query = new RequestQuery(request);
        var form = query.OptionalChoice<ReceiptForm>("format") ?? ReceiptForm.Json;
        if (query.Refused() is { } problem) return problem;
        if (await topUps.Find(AccountId.Parse(account), id, stop) is not { } stored) return Problem.NotFound("payment");

        var outcome = PaymentReceipt.Of(stored.TopUp);
        if (!outcome.IsAccepted(out var receipt, out var refusal)) return Refuse(refusal);
        if (form == ReceiptForm.Json) return new OkObjectResult(receipt);

        request.HttpContext.Response.Headers.ContentSecurityPolicy = PagePolicy;
        return new ContentResult { Content = ReceiptPage.Html(receipt), ContentType = "text/html; charset=utf-8" };
    }

    private static IActionResult Refuse(ReceiptRefusal refusal) => refusal switch
    {
        ReceiptRefusal.NotPaid => Problem.Of(
            409, Problem.Code(refusal), "There is a receipt once the payment has succeeded."),
    };
}

/// <summary>How a receipt is asked for.</summary>
public enum ReceiptForm
{
    Json = 1,
    Html = 2,
}

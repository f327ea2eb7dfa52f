using Billing.Ledger;
using Billing.Plans;
using Billing.Platform;
using Billing.TopUps;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.History;

/// <summary>The receipt of one payment, as data or as a page to print.</summary>
public sealed class GetPaymentReceipt(TopUpTable topUps, BalancePaymentTable balance)
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
        if (await Find(AccountId.Parse(account), id, stop) is not { } outcome) return Problem.NotFound("payment");
        if (!outcome.IsAccepted(out var receipt, out var refusal)) return Refuse(refusal);
        if (form == ReceiptForm.Json) return new OkObjectResult(receipt);

        request.HttpContext.Response.Headers.ContentSecurityPolicy = PagePolicy;
        return new ContentResult { Content = ReceiptPage.Html(receipt), ContentType = "text/html; charset=utf-8" };
    }

    private async Task<Outcome<PaymentReceipt, ReceiptRefusal>?> Find(
        AccountId account, TopUpId id, CancellationToken stop)
    {
        if (await balance.Find(account, id.Inverted, stop) is { } paid) return PaymentReceipt.Of(paid);
        if (await topUps.Find(account, id, stop) is not { } stored) return null;
        return PaymentReceipt.Of(stored.TopUp);
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

using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>Shows captures and gives their money back.</summary>
internal sealed class PayPalCaptures(PayPalBook book, PayPalMerchant merchant, PayPalEvents events)
{
    public IResult Get(string id) => book.OfCapture(id) is { Capture: { } capture } order
        ? Results.Json(PayPalJson.Capture(order, capture, merchant.Root))
        : PayPalErrors.NotFound();

    public IResult GetRefund(string id)
    {
        foreach (var order in book.Orders)
            if (order.Capture?.Refunds.FirstOrDefault(refund => refund.Id == id) is { } found)
                return Results.Json(PayPalJson.Refund(order.Capture, found, merchant.Root));
        return PayPalErrors.NotFound();
    }

    /// <summary>Without an amount in the body all that is left; the same request id is the same refund.</summary>
    public async Task<IResult> Refund(string id, HttpRequest request)
    {
        var requestId = request.Headers["PayPal-Request-Id"].ToString();
        if (requestId.Length == 0) return PayPalErrors.Of(400, "INVALID_REQUEST");
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body);
            PayPalMoney? amount = body.RootElement.TryGetProperty("amount", out var money)
                ? new(money.GetProperty("currency_code").GetString()!, money.GetProperty("value").GetString()!)
                : null;
            return Refund(id, requestId, amount);
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or FormatException)
        {
            return PayPalErrors.Of(400, "INVALID_REQUEST");
        }
    }

    public IResult Refund(string id, string requestId, PayPalMoney? amount)
    {
        (PayPalOrder Order, PayPalRefund Refund)? made = null;
        var answer = book.Decide<IResult>(() =>
        {
            if (book.OfCapture(id) is not { Capture: { } capture } order) return (PayPalErrors.NotFound(), null);
            if (capture.Refunds.FirstOrDefault(refund => refund.RequestId == requestId) is { } earlier)
                return (Results.Json(PayPalJson.Refund(capture, earlier, merchant.Root)), null);
            if (Wrong(capture, amount) is { } issue) return (PayPalErrors.Unprocessable(issue), null);

            var refund = new PayPalRefund(
                PayPalBook.NewId(), requestId, amount ?? capture.Amount.Of(capture.Amount.Number - capture.Refunded),
                book.Now);
            var refunded = With(capture, refund);
            var changed = order with { Capture = refunded };
            made = (changed, refund);
            return (Results.Json(PayPalJson.Refund(refunded, refund, merchant.Root), statusCode: 201), changed);
        });
        if (made is { } done) events.Refunded(done.Order, done.Refund);
        return answer;
    }

    private static PayPalCapture With(PayPalCapture capture, PayPalRefund refund)
    {
        var after = capture with { Refunds = capture.Refunds.Add(refund) };
        return after with
        {
            Status = after.Refunded == after.Amount.Number ? "REFUNDED" : "PARTIALLY_REFUNDED",
        };
    }

    private static string? Wrong(PayPalCapture capture, PayPalMoney? amount)
    {
        if (capture.Status == "REFUNDED") return "CAPTURE_FULLY_REFUNDED";
        if (capture.Status is not ("COMPLETED" or "PARTIALLY_REFUNDED")) return "REFUND_NOT_ALLOWED";
        if (amount is null) return null;
        if (amount.Currency != capture.Amount.Currency) return "REFUND_CAPTURE_CURRENCY_MISMATCH";

        return amount.Number + capture.Refunded > capture.Amount.Number ? "REFUND_AMOUNT_EXCEEDED" : null;
    }
}

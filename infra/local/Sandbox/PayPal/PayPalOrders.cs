using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>Creates, shows and captures orders, as strictly as PayPal's document says.</summary>
internal sealed partial class PayPalOrders(PayPalBook book, PayPalMerchant merchant, PayPalEvents events)
{
    private const int MaxRequestId = 108;
    private const int MaxCustom = 255;
    private const int MaxInvoice = 127;
    private const string Currencies =
        "AUD BRL CAD CNY CZK DKK EUR HKD HUF ILS JPY MYR MXN TWD NZD NOK PHP PLN GBP SGD SEK CHF THB USD";

    /// <summary>The same request id is the same order, and answered 200 instead of 201.</summary>
    public async Task<IResult> Create(HttpRequest request)
    {
        var requestId = request.Headers["PayPal-Request-Id"].ToString();
        if (requestId.Length is 0 or > MaxRequestId) return PayPalErrors.Of(400, "INVALID_REQUEST");
        if (await Read(request, requestId) is not { } order) return PayPalErrors.Of(400, "INVALID_REQUEST");

        return book.Decide<IResult>(() =>
        {
            if (book.Orders.FirstOrDefault(known => known.RequestId == requestId) is { } earlier)
                return (Show(earlier, 200), null);
            if (Wrong(order) is { } issue) return (PayPalErrors.Unprocessable(issue), null);

            book.Note($"order {order.Id} for {order.CustomId}: {order.Amount}");
            return (Show(order, 201), order);
        });
    }

    public IResult Get(string id) => book.Find(id) is { } order ? Show(order, 200) : PayPalErrors.NotFound();

    public IResult Capture(string id, HttpRequest request)
    {
        var requestId = request.Headers["PayPal-Request-Id"].ToString();
        PayPalOrder? captured = null;
        var answer = book.Decide<IResult>(() =>
        {
            if (book.Find(id) is not { } order) return (PayPalErrors.NotFound(), null);
            if (order.Capture?.RequestId == requestId && requestId.Length > 0) return (Show(order, 200), null);
            if (order.Capture is not null) return (PayPalErrors.Unprocessable("ORDER_ALREADY_CAPTURED"), null);
            if (order.Status != "APPROVED") return (PayPalErrors.Unprocessable("ORDER_NOT_APPROVED"), null);
            if (order.CapturePlan.Outcome == "INSTRUMENT_DECLINED")
                return (PayPalErrors.Unprocessable("INSTRUMENT_DECLINED"), Unapproved(order));

            captured = Captured(order, requestId);
            return (Show(captured, 201), captured);
        });
        book.Note($"capture of {id}: {captured?.Capture?.Status ?? "none"}");
        if (captured is not null) events.Captured(captured);
        return answer;
    }

    /// <summary>The payer is to choose another instrument on PayPal's page.</summary>
    private static PayPalOrder Unapproved(PayPalOrder order) =>
        order with { Status = "PAYER_ACTION_REQUIRED", CapturePlan = new() };

    private PayPalOrder Captured(PayPalOrder order, string requestId)
    {
        var plan = order.CapturePlan;
        var amount = new PayPalMoney(
            plan.Currency.Length > 0 ? plan.Currency : order.Amount.Currency,
            plan.Value.Length > 0 ? plan.Value : order.Amount.Value);
        var reason = plan.Outcome == "PENDING" ? plan.Reason : null;
        return order with
        {
            Status = "COMPLETED",
            Capture = new(PayPalBook.NewId(), requestId, plan.Outcome, reason, amount, book.Now),
        };
    }

    private IResult Show(PayPalOrder order, int status) =>
        Results.Json(PayPalJson.Order(order, merchant.Root), statusCode: status);

    private string? Wrong(PayPalOrder order)
    {
        var (currency, value) = (order.Amount.Currency, order.Amount.Value);
        var point = value.IndexOf('.', StringComparison.Ordinal);
        if (!Currencies.Split(' ').Contains(currency)) return "CURRENCY_NOT_SUPPORTED";
        if (point >= 0 && PayPalMoney.WithoutDecimals.Contains(currency)) return "DECIMALS_NOT_SUPPORTED";
        if (point >= 0 && value.Length - point > 3) return "DECIMAL_PRECISION";
        if (decimal.Parse(value, CultureInfo.InvariantCulture) <= 0) return "CANNOT_BE_ZERO_OR_NEGATIVE";

        return book.Orders.Any(known => known.InvoiceId == order.InvoiceId) ? "DUPLICATE_INVOICE_ID" : null;
    }

    private async Task<PayPalOrder?> Read(HttpRequest request, string requestId)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body);
            var root = body.RootElement;
            var unit = root.GetProperty("purchase_units")[0];
            var context = root.GetProperty("payment_source").GetProperty("paypal").GetProperty("experience_context");
            string Text(JsonElement parent, string name) => parent.GetProperty(name).GetString() ?? "";
            var money = unit.GetProperty("amount");
            var order = new PayPalOrder(
                PayPalBook.NewId(), requestId, new(Text(money, "currency_code"), Text(money, "value")),
                Text(unit, "custom_id"), Text(unit, "invoice_id"), Text(unit, "description"),
                Text(context, "return_url"), Text(context, "cancel_url"), book.Now);
            var isWellFormed = Text(root, "intent") == "CAPTURE" && Number().IsMatch(order.Amount.Value)
                && order.CustomId.Length <= MaxCustom && order.InvoiceId.Length <= MaxInvoice;
            return isWellFormed ? order : null;
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException
            or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    [GeneratedRegex("^-?[0-9]{1,20}([.][0-9]{1,10})?$")]
    private static partial Regex Number();
}

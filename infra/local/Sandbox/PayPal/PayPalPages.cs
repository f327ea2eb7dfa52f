using System.Net;
using Microsoft.AspNetCore.Http;

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>The pages that a payer sees: what is to be paid, with two buttons, or why nothing can be.</summary>
internal sealed class PayPalPages(PayPalBook book, PayPalEvents events)
{
    private const string PayerId = "SANDBOXPAYER1";

    public IResult Show(string? token)
    {
        if (token is null || book.Find(token) is not { } order) return Refuse("There is no such order.");
        if (order.Status != "PAYER_ACTION_REQUIRED") return Refuse("This order is paid already, or over.");

        return Page(200,
            $"""
            <h1>PayPal sandbox</h1>
            <p>{Text(order.Description)}</p>
            <p><strong>{Text(order.Amount.Value)} {Text(order.Amount.Currency)}</strong></p>
            <form method="post" action="{PayPalSandbox.Root}/checkoutnow">
              <input type="hidden" name="token" value="{Text(order.Id)}">
              <button name="action" value="approve">Approve</button>
              <button name="action" value="cancel">Cancel</button>
            </form>
            """);
    }

    public async Task<IResult> Press(HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return form["action"] == "approve" ? Approve(form["token"].ToString()) : Cancel(form["token"].ToString());
    }

    /// <summary>Where the browser goes is the merchant's address with the order and the payer.</summary>
    public IResult Approve(string token)
    {
        var approved = book.Decide<PayPalOrder?>(() =>
        {
            if (book.Find(token) is not { Status: "PAYER_ACTION_REQUIRED" } order) return (null, null);
            var plans = book.TakePlans();
            var after = order with { Status = "APPROVED", CapturePlan = plans.Capture, NoticePlan = plans.Notice };
            return (after, after);
        });
        if (approved is null) return Refuse("This order is paid already, or over.");

        book.Note($"{token} approved");
        events.Approved(approved);
        return Results.Redirect(With(approved.ReturnUrl, $"token={token}&PayerID={PayerId}"));
    }

    /// <summary>The order stays as it is: the payer may come back to it.</summary>
    public IResult Cancel(string token) => book.Find(token) is { Status: "PAYER_ACTION_REQUIRED" } order
        ? Results.Redirect(With(order.CancelUrl, $"token={token}"))
        : Refuse("This order is paid already, or over.");

    private static string With(string url, string query) =>
        url + (url.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;

    private static IResult Refuse(string why) => Page(400, $"<h1>PayPal sandbox</h1><p>{Text(why)}</p>");

    private static string Text(string value) => WebUtility.HtmlEncode(value);

    private static IResult Page(int status, string body) => Results.Content(
        $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>PayPal sandbox</title></head>
        <body>
        {body}
        </body></html>
        """,
        "text/html; charset=utf-8",
        statusCode: status);
}

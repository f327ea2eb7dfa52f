using System.Net;
using Microsoft.AspNetCore.Http;

namespace Billing.LocalHost.Sandbox.VnPay;

/// <summary>The pages that a customer sees: what is to be paid, with two buttons, or what is wrong.</summary>
internal static class VnPayPages
{
    public static IResult Pay(VnPayPayment payment) => Page(200,
        $"""
        <h1>VNPay sandbox</h1>
        <p>{Text(payment.OrderInfo)}</p>
        <p><strong>{Text(payment.Amount[..^2])} VND</strong></p>
        <form method="post" action="/sandbox/vnpay/pay">
          <input type="hidden" name="txnRef" value="{Text(payment.TxnRef)}">
          <button name="action" value="pay">Pay</button>
          <button name="action" value="cancel">Cancel</button>
        </form>
        """);

    public static IResult Refuse(string why) => Page(400, $"<h1>VNPay sandbox</h1><p>{Text(why)}</p>");

    private static string Text(string value) => WebUtility.HtmlEncode(value);

    private static IResult Page(int status, string body) => Results.Content(
        $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>VNPay sandbox</title></head>
        <body>
        {body}
        </body></html>
        """,
        "text/html; charset=utf-8",
        statusCode: status);
}

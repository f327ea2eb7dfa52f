using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Billing.LocalHost.Sandbox.Stripe;

/// <summary>The hosted page that a customer sees: what is to be paid, with its buttons, or that it is over.</summary>
internal static class StripePages
{
    public static IResult Pay(StripeSession session, string? problem = null) => Page(200,
        $"""
        <h1>Stripe sandbox</h1>
        <p><strong>{Text(Money(session))}</strong></p>
        {(problem is null ? "" : $"<p role=\"alert\">{Text(problem)}</p>")}
        <form method="post">
          <button name="action" value="pay">Pay</button>
          <button name="action" value="stay">Pay and stay</button>
          <button name="action" value="decline">Decline</button>
          <button name="action" value="close">Close</button>
        </form>
        """);

    /// <summary>The customer paid and never goes back to the merchant.</summary>
    public static IResult Stayed() => Page(200, "<h1>Stripe sandbox</h1><p>Paid. You may close this page.</p>");

    public static IResult Over() => Page(
        410, "<h1>Stripe sandbox</h1><p>You are all done here: the session is over.</p>");

    private static string Money(StripeSession session) =>
        session.AmountTotal.ToString(CultureInfo.InvariantCulture) + " " + session.Currency.ToUpperInvariant();

    private static string Text(string value) => WebUtility.HtmlEncode(value);

    private static IResult Page(int status, string body) => Results.Content(
        $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Stripe sandbox</title></head>
        <body>
        {body}
        </body></html>
        """,
        "text/html; charset=utf-8",
        statusCode: status);
}

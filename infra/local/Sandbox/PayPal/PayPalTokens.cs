using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>Gives tokens to the merchant, and knows which of them still hold.</summary>
internal sealed class PayPalTokens(PayPalBook book, PayPalMerchant merchant)
{
    private const int TokenLength = 60;
    private const string Signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);

    public async Task<IResult> Give(HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (form["grant_type"] != "client_credentials") return PayPalErrors.Of(400, "unsupported_grant_type");
        if (!IsMerchant(request.Headers.Authorization.ToString()))
            return Results.Json(new { error = "invalid_client" }, statusCode: 401);

        var token = "A21AA" + RandomNumberGenerator.GetString(Signs, TokenLength);
        _until[token] = book.Now + book.TokenLife;
        book.Note("token given");
        return Results.Json(new
        {
            scope = "https://uri.paypal.com/services/payments", access_token = token, token_type = "Bearer",
            app_id = "APP-SANDBOX", expires_in = (int)book.TokenLife.TotalSeconds,
        });
    }

    public bool Holds(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && header is { Scheme: "Bearer", Parameter: { } token }
        && _until.TryGetValue(token, out var until)
        && book.Now < until;

    private bool IsMerchant(string header)
    {
        var expected = "Basic " + Convert.ToBase64String(
            Encoding.UTF8.GetBytes($"{merchant.ClientId}:{merchant.Secret}"));
        return header == expected;
    }
}

/// <summary>Errors in PayPal's form.</summary>
internal static class PayPalErrors
{
    public static IResult Of(int status, string name) =>
        Results.Json(new { name, message = name, debug_id = PayPalBook.NewId() }, statusCode: status);

    public static IResult NotFound() => Issue(404, "RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID");

    public static IResult Unprocessable(string issue) => Issue(422, "UNPROCESSABLE_ENTITY", issue);

    private static IResult Issue(int status, string name, string issue) => Results.Json(
        new
        {
            name, message = "The request cannot be done as it is.", debug_id = PayPalBook.NewId(),
            details = new[] { new { issue, description = issue } },
        },
        statusCode: status);
}

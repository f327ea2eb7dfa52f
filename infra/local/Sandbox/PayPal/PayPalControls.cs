using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>The controls: orders for what comes next, and what PayPal's own staff or the buyer would do.</summary>
internal sealed class PayPalControls(PayPalControlled of)
{
    private const string Base = $"{PayPalSandbox.Root}/_ctl";

    public static void Map(IEndpointRouteBuilder app, PayPalControlled of)
    {
        var controls = new PayPalControls(of);
        app.MapGet(Base, () => Results.Json(of.Book.Control));
        app.MapPost(Base, (HttpRequest request) => controls.Order(request));
        app.MapPost($"{Base}/approve", (string token) => of.Pages.Approve(token));
        app.MapPost($"{Base}/cancel", (string token) => of.Pages.Cancel(token));
        app.MapPost($"{Base}/void", (string token) => controls.Void(token));
        app.MapPost($"{Base}/settle", (string capture, string status) => controls.Settle(capture, status));
        app.MapPost($"{Base}/refund", (string capture, string? value) => controls.Refund(capture, value));
        app.MapPost($"{Base}/reverse", (string capture) => controls.Reverse(capture));
        app.MapPost($"{Base}/dispute", (string capture, string? value, string? outcome) =>
            controls.Dispute(capture, value, outcome));
        app.MapPost($"{Base}/sign", (HttpRequest request, string? webhookId, string? certificate) =>
            controls.Sign(request, webhookId, certificate));
        app.MapGet($"{PayPalSandbox.Root}/_log", () => Results.Json(new
        {
            orders = of.Book.Orders, notices = of.Book.Notices, certificates = of.Certificates.Ids, log = of.Book.Log,
        }));
    }

    private async Task<IResult> Order(HttpRequest request)
    {
        try
        {
            var orders = await JsonSerializer.DeserializeAsync<PayPalControl>(request.Body, JsonSerializerOptions.Web);
            if (orders is not { IsValid: true }) return Results.BadRequest();
            of.Book.Control = orders;
            return Results.Json(orders);
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }
    }

    private IResult Void(string token) => Answer(of.Book.Decide<PayPalOrder?>(() =>
    {
        if (of.Book.Find(token) is not { Capture: null } order) return (null, null);
        var after = order with { Status = "VOIDED" };
        return (after, after);
    }));

    private IResult Settle(string capture, string status)
    {
        if (status is not ("COMPLETED" or "DENIED")) return Results.BadRequest();
        var settled = Change(capture, order => order.Capture!.Status == "PENDING"
            ? order with
            {
                // A capture has no status DENIED: that is what its notice is called.
                Capture = order.Capture with { Status = status == "DENIED" ? "DECLINED" : status, Reason = null },
            }
            : null);
        if (settled is not null) of.Events.Capture(settled, status);
        return Answer(settled);
    }

    private IResult Refund(string capture, string? value)
    {
        if (of.Book.OfCapture(capture) is not { Capture: { } captured }) return Results.NotFound();
        PayPalMoney? amount = value is null ? null : captured.Amount with { Value = value };
        return of.Captures.Refund(capture, PayPalBook.NewId(), amount);
    }

    private IResult Reverse(string capture)
    {
        var reversed = Change(capture, order => order.Capture!.Status == "COMPLETED" ? order : null);
        if (reversed is not null) of.Events.Capture(reversed, "REVERSED");
        return Answer(reversed);
    }

    /// <summary>Without an outcome a new complaint; with one the last complaint ends.</summary>
    private IResult Dispute(string capture, string? value, string? outcome)
    {
        var disputed = Change(capture, order =>
        {
            var amount = value is null ? order.Capture!.Amount : order.Capture!.Amount with { Value = value };
            if (outcome is null)
                return order with
                {
                    Disputes = order.Disputes.Add(new($"PP-D-{PayPalBook.NewId()}", amount, null, of.Book.Now)),
                };
            return order.Disputes is [.. var others, { Outcome: null } open]
                ? order with { Disputes = [.. others, open with { Outcome = outcome }] }
                : null;
        });
        if (disputed is not null) of.Events.Disputed(disputed, disputed.Disputes[^1]);
        return Answer(disputed);
    }

    private async Task<IResult> Sign(HttpRequest request, string? webhookId, string? certificate)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var sealing = new PayPalSealing(
            webhookId ?? of.Merchant.WebhookId, certificate ?? PayPalCertificates.Right, of.Merchant.Root,
            of.Book.Now);
        return Results.Json(PayPalSeal.Headers(of.Certificates, sealing, await reader.ReadToEndAsync()));
    }

    private PayPalOrder? Change(string capture, Func<PayPalOrder, PayPalOrder?> change) =>
        of.Book.Decide<PayPalOrder?>(() =>
        {
            var changed = of.Book.OfCapture(capture) is { } order ? change(order) : null;
            return (changed, changed);
        });

    private static IResult Answer(PayPalOrder? order) => order is null ? Results.Conflict() : Results.Json(order);
}

/// <summary>What the controls reach.</summary>
internal sealed record PayPalControlled(
    PayPalBook Book, PayPalMerchant Merchant, PayPalEvents Events, PayPalCaptures Captures, PayPalPages Pages,
    PayPalCertificates Certificates);

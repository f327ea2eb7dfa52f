using Billing.LocalHost.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>
/// A stand-in for PayPal: tokens, orders, captures, refunds, the payer's page, signed notices, and the controls that
/// make it misbehave.
/// </summary>
internal static class PayPalSandbox
{
    public const string Root = "/sandbox/paypal";

    private const string Redirecting = "CERT-redirect";

    public static SandboxEntry Entry { get; } = new("paypal", Map, new Dictionary<string, string>
    {
        [$"GET {Root}/_ctl"] = "the orders given, as far as they are not used up",
        [$"POST {Root}/_ctl"] = "give orders: capture {outcome, reason, value, currency}, notice {drop, copies,"
            + " delayMilliseconds, reorder, corruptSignature, value, currency}, failure {kind, call, after, times},"
            + " tokenSeconds, noticeIntervalMilliseconds",
        [$"POST {Root}/_ctl/approve?token="] = "press Approve without a browser",
        [$"POST {Root}/_ctl/cancel?token="] = "press Cancel likewise",
        [$"POST {Root}/_ctl/void?token="] = "the order is void",
        [$"POST {Root}/_ctl/settle?capture=&status="] = "a pending capture becomes COMPLETED or DENIED",
        [$"POST {Root}/_ctl/refund?capture=&value="] = "PayPal's support refunds; all that is left without a value",
        [$"POST {Root}/_ctl/reverse?capture="] = "the money is taken back",
        [$"POST {Root}/_ctl/dispute?capture=&value=&outcome="] = "a complaint is made, or resolved with an outcome",
        [$"POST {Root}/_ctl/sign?webhookId=&certificate="] = "the headers of a notice with this body; nothing is sent",
        [$"GET {Root}/_log"] = "orders, notices and what was sent and answered",
    });

    private static void Map(IEndpointRouteBuilder app)
    {
        var services = app.ServiceProvider;
        var clock = services.GetRequiredService<TimeProvider>();
        var merchant = PayPalMerchant.Read(
            services.GetRequiredService<IConfiguration>(), services.GetRequiredService<HostSettings>());
        var book = new PayPalBook(merchant.StateFile, clock);
        var certificates = new PayPalCertificates(clock.GetUtcNow());
        var events = new PayPalEvents(book, merchant);
        var notices = new PayPalNotices(book, merchant, certificates);
        var captures = new PayPalCaptures(book, merchant, events);
        var pages = new PayPalPages(book, events);
        var calls = new PayPalCalls(book, new(book, merchant));
        MapOrders(app, calls, new(book, merchant, events));
        MapCaptures(app, calls, captures);
        MapTrust(app, calls, new(book, merchant, certificates), certificates);
        app.MapPost($"{Root}/v1/oauth2/token", (HttpRequest request) => calls.Token(request));
        app.MapGet($"{Root}/checkoutnow", (string? token) => pages.Show(token));
        app.MapPost($"{Root}/checkoutnow", (HttpRequest request) => pages.Press(request));
        PayPalControls.Map(app, new(book, merchant, events, captures, pages, certificates));

        var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.ApplicationStarted.Register(() => _ = notices.Run(lifetime.ApplicationStopping));
        lifetime.ApplicationStopped.Register(notices.Dispose);
        lifetime.ApplicationStopped.Register(certificates.Dispose);
    }

    private static void MapOrders(IEndpointRouteBuilder app, PayPalCalls calls, PayPalOrders orders)
    {
        app.MapPost($"{Root}/v2/checkout/orders", (HttpRequest request) =>
            calls.WithToken("create", request.HttpContext, () => orders.Create(request)));
        app.MapGet($"{Root}/v2/checkout/orders/{{id}}", (string id, HttpContext http) =>
            calls.WithToken("get", http, () => Task.FromResult(orders.Get(id))));
        app.MapPost($"{Root}/v2/checkout/orders/{{id}}/capture", (string id, HttpContext http) =>
            calls.WithToken("capture", http, () => Task.FromResult(orders.Capture(id, http.Request))));
    }

    private static void MapCaptures(IEndpointRouteBuilder app, PayPalCalls calls, PayPalCaptures captures)
    {
        app.MapGet($"{Root}/v2/payments/captures/{{id}}", (string id, HttpContext http) =>
            calls.WithToken("get", http, () => Task.FromResult(captures.Get(id))));
        app.MapPost($"{Root}/v2/payments/captures/{{id}}/refund", (string id, HttpContext http) =>
            calls.WithToken("refund", http, () => captures.Refund(id, http.Request)));
        app.MapGet($"{Root}/v2/payments/refunds/{{id}}", (string id, HttpContext http) =>
            calls.WithToken("get", http, () => Task.FromResult(captures.GetRefund(id))));
    }

    private static void MapTrust(
        IEndpointRouteBuilder app, PayPalCalls calls, PayPalVerification verification, PayPalCertificates certificates)
    {
        app.MapPost($"{Root}/v1/notifications/verify-webhook-signature", (HttpRequest request) =>
            calls.WithToken("verify", request.HttpContext, () => verification.Answer(request)));
        app.MapGet($"{Root}/v1/notifications/certs/{{id}}", (string id, HttpContext http) =>
            calls.Run("certificate", http, () => Task.FromResult(Certificate(certificates, id))));
    }

    /// <summary>CERT-redirect leads to the right one, for whoever follows.</summary>
    private static IResult Certificate(PayPalCertificates certificates, string id) =>
        id == Redirecting ? Results.Redirect($"{Root}/v1/notifications/certs/{PayPalCertificates.Right}")
        : certificates.Pem(id) is { } pem ? Results.Text(pem, "application/x-pem-file")
        : Results.NotFound();
}

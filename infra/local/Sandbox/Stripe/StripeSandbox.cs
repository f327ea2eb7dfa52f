using System.Text.Json;
using Billing.LocalHost.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Billing.LocalHost.Sandbox.Stripe;

/// <summary>A stand-in for Stripe: API, hosted page, signed notices, and the controls that make it misbehave.</summary>
internal sealed class StripeSandbox(StripeBook book, StripeTill till, StripeReturns returns, StripeNotices notices)
{
    public const string Root = "/sandbox/stripe";

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    public static SandboxEntry Entry { get; } = new("stripe", Map, new Dictionary<string, string>
    {
        [$"GET {Root}/_ctl"] = "the orders for the next payment",
        [$"POST {Root}/_ctl"] = "give orders: outcome, code, notice {order, drop, copies, delayMilliseconds, reorder,"
            + " corruptSignature, wrongAmount, wrongCurrency}, nextCall {failure, call, tookEffect, times},"
            + " noticeIntervalMilliseconds",
        [$"POST {Root}/_ctl/pay?session="] = "press Pay on the page of a session, without a browser",
        [$"POST {Root}/_ctl/decline?session="] = "press Decline likewise",
        [$"POST {Root}/_ctl/expire?session="] = "let a session expire",
        [$"POST {Root}/_ctl/settle?session=&comes="] = "the money of a complete, unpaid session comes (true) or fails",
        [$"POST {Root}/_ctl/refund?intent=&amount="] = "refund a payment, as a person in the dashboard",
        [$"POST {Root}/_ctl/refund-fail?refund="] = "a refund does not reach the card",
        [$"POST {Root}/_ctl/dispute?intent=&step="] = "opened, withdrawn, reinstated, won or lost",
        [$"GET {Root}/_log"] = "sessions, payments, events, and what was sent and answered",
    });

    private static void Map(IEndpointRouteBuilder app)
    {
        var services = app.ServiceProvider;
        var clock = services.GetRequiredService<TimeProvider>();
        var merchant = StripeMerchant.Read(
            services.GetRequiredService<IConfiguration>(), services.GetRequiredService<HostSettings>());
        var book = new StripeBook(merchant, clock);
        var events = new StripeEvents(book, clock);
        var (till, returns) = (new StripeTill(book, events), new StripeReturns(book, events));
        var notices = new StripeNotices(book, merchant, clock);
        MapApi(app, new StripeApi(book, merchant, till, returns, events));
        var sandbox = new StripeSandbox(book, till, returns, notices);
        sandbox.MapPages(app);
        sandbox.MapControls(app);

        var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.ApplicationStarted.Register(() => _ = sandbox.Run(clock, lifetime.ApplicationStopping));
        lifetime.ApplicationStopped.Register(notices.Dispose);
    }

    private static void MapApi(IEndpointRouteBuilder app, StripeApi api)
    {
        const string Sessions = $"{Root}/v1/checkout/sessions";
        app.MapPost(Sessions, (HttpRequest request) => api.CreateSession(request));
        app.MapGet($"{Sessions}/{{id}}", (string id, HttpRequest request) => api.GetSession(id, request));
        app.MapPost($"{Sessions}/{{id}}/expire", (string id, HttpRequest request) => api.ExpireSession(id, request));
        app.MapGet($"{Root}/v1/payment_intents/{{id}}", (string id, HttpRequest request) =>
            api.Get<StripeIntent>(id, "payment_intent", request));
        app.MapGet($"{Root}/v1/charges/{{id}}", (string id, HttpRequest request) =>
            api.Get<StripeCharge>(id, "charge", request));
        app.MapGet($"{Root}/v1/disputes/{{id}}", (string id, HttpRequest request) =>
            api.Get<StripeDispute>(id, "dispute", request));
        app.MapPost($"{Root}/v1/refunds", (HttpRequest request) => api.CreateRefund(request));
        app.MapGet($"{Root}/v1/refunds", (HttpRequest request) => api.ListRefunds(request));
        app.MapGet($"{Root}/v1/refunds/{{id}}", (string id, HttpRequest request) =>
            api.Get<StripeRefund>(id, "refund", request));
        app.MapGet($"{Root}/v1/events", (HttpRequest request) => api.ListEvents(request));
    }

    private void MapPages(IEndpointRouteBuilder app)
    {
        app.MapGet($"{Root}/c/pay/{{id}}", (string id) =>
            till.Open(id) is { } session ? StripePages.Pay(session) : StripePages.Over());
        app.MapPost($"{Root}/c/pay/{{id}}", async (string id, HttpRequest request) =>
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return await Press(id, form["action"].ToString(), request.HttpContext.RequestAborted);
        });
    }

    private void MapControls(IEndpointRouteBuilder app)
    {
        app.MapGet($"{Root}/_ctl", () => Results.Json(book.Control));
        app.MapPost($"{Root}/_ctl", (HttpRequest request) => Order(request));
        app.MapPost($"{Root}/_ctl/pay", (string session, HttpContext http) =>
            Press(session, "stay", http.RequestAborted));
        app.MapPost($"{Root}/_ctl/decline", (string session, HttpContext http) =>
            Press(session, "decline", http.RequestAborted));
        app.MapPost($"{Root}/_ctl/expire", (string session) => Shown(till.Expire(session)));
        app.MapPost($"{Root}/_ctl/settle", (string session, bool comes) => Shown(till.Settle(session, comes)));
        app.MapPost($"{Root}/_ctl/refund", (string intent, string? amount) => Shown(Refund(intent, amount)));
        app.MapPost($"{Root}/_ctl/refund-fail", (string refund) => Shown(returns.Fail(refund)));
        app.MapPost($"{Root}/_ctl/dispute", (string intent, string step) =>
            Shown(StripeReturns.IsStep(step) ? returns.Dispute(intent, step) : null));
        app.MapGet($"{Root}/_log", () => Results.Json(new
        {
            sessions = book.All<StripeSession>().Select(known => known.Show()),
            intents = book.All<StripeIntent>().Select(known => known.Show()),
            events = book.All<StripeEvent>().Select(known => known.Show()),
            log = book.Log,
        }));
    }

    /// <summary>Sends what is due and ends what is over, until the host stops.</summary>
    private async Task Run(TimeProvider clock, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                till.ExpireWhatIsOver();
                await notices.SendDue(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            book.Note("stopped");
        }
    }

    private async Task<IResult> Press(string id, string action, CancellationToken stop)
    {
        if (action == "close") return Closed(id);
        if ((action == "decline" ? till.Decline(id) : till.Pay(id)) is not { } press) return StripePages.Over();

        if (press.Notice.ComesFirst) await notices.SendFirst(press, stop);
        if (press.Session.Status == "open") return StripePages.Pay(press.Session, "Your card was declined.");
        return action == "stay" ? StripePages.Stayed() : Results.Redirect(
            press.Session.SuccessUrl.Replace("{CHECKOUT_SESSION_ID}", id, StringComparison.Ordinal));
    }

    private IResult Closed(string id) =>
        till.Open(id)?.CancelUrl is { } back ? Results.Redirect(back) : StripePages.Over();

    private StripeAnswer Refund(string intent, string? amount)
    {
        var fields = new Dictionary<string, string> { ["payment_intent"] = intent };
        if (amount is not null) fields["amount"] = amount;
        return book.Do(() => returns.Refund(new(fields)));
    }

    private static IResult Shown(StripeEntry? entry) =>
        entry is null ? Results.Conflict() : Results.Json(entry.Show());

    private static IResult Shown(StripeAnswer answer) => Results.Json(answer.Body, statusCode: answer.Status);

    private async Task<IResult> Order(HttpRequest request)
    {
        try
        {
            var orders = await JsonSerializer.DeserializeAsync<StripeControl>(request.Body, JsonSerializerOptions.Web);
            if (orders is not { IsValid: true }) return Results.BadRequest();
            book.Control = orders;
            return Results.Json(orders);
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }
    }
}

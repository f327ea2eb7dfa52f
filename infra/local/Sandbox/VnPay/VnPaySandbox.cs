using System.Text.Json;
using Billing.LocalHost.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Billing.LocalHost.Sandbox.VnPay;

/// <summary>A stand-in for VNPay: pay page, notices, questions, and the controls that make it misbehave.</summary>
internal sealed class VnPaySandbox(VnPayBook book, VnPayMerchant merchant, VnPayNotices notices, TimeProvider clock)
{
    private const string Root = "/sandbox/vnpay";

    public static SandboxEntry Entry { get; } = new("vnpay", Map, new Dictionary<string, string>
    {
        [$"GET {Root}/_ctl"] = "the orders for the next payment",
        [$"POST {Root}/_ctl"] = "give orders: outcome, code, notice {order, copies, delayMilliseconds, reorder,"
            + " corruptSignature, wrongAmount}, nextCall, noticeIntervalMilliseconds",
        [$"POST {Root}/_ctl/pay?txnRef="] = "press Pay on the page that was opened, without a browser",
        [$"POST {Root}/_ctl/cancel?txnRef="] = "press Cancel likewise",
        [$"GET {Root}/_log"] = "payments and what was sent and answered",
    });

    private static void Map(IEndpointRouteBuilder app)
    {
        var services = app.ServiceProvider;
        var clock = services.GetRequiredService<TimeProvider>();
        var merchant = VnPayMerchant.Read(
            services.GetRequiredService<IConfiguration>(), services.GetRequiredService<HostSettings>());
        var book = new VnPayBook(merchant, clock);
        var notices = new VnPayNotices(book, merchant, clock);
        var questions = new VnPayQuestions(book, merchant);
        var sandbox = new VnPaySandbox(book, merchant, notices, clock);

        app.MapGet($"{Root}/paymentv2/vpcpay.html", (HttpRequest request) => sandbox.OpenPage(request));
        app.MapPost($"{Root}/pay", (HttpRequest request) => sandbox.Press(request));
        app.MapPost($"{Root}/merchant_webapi/api/transaction", (HttpRequest request) =>
            questions.Answer(request, request.HttpContext.RequestAborted));
        app.MapGet($"{Root}/_ctl", () => Results.Json(book.Control));
        app.MapPost($"{Root}/_ctl", (HttpRequest request) => sandbox.Order(request));
        app.MapPost($"{Root}/_ctl/pay", (string txnRef, HttpContext http) =>
            sandbox.Settle(txnRef, false, http.RequestAborted));
        app.MapPost($"{Root}/_ctl/cancel", (string txnRef, HttpContext http) =>
            sandbox.Settle(txnRef, true, http.RequestAborted));
        app.MapGet($"{Root}/_log", () => Results.Json(new { payments = book.Payments, log = book.Log }));

        var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.ApplicationStarted.Register(() => _ = notices.Run(lifetime.ApplicationStopping));
        lifetime.ApplicationStopped.Register(notices.Dispose);
    }

    private IResult OpenPage(HttpRequest request)
    {
        var (payment, wrong) = VnPayOrders.Read(request.Query, merchant, clock.GetUtcNow());
        if (payment is null)
        {
            book.Note($"page refused: {wrong}");
            return VnPayPages.Refuse(wrong);
        }

        var opened = book.Change(payment.TxnRef, known => known is null || known == payment ? payment : null);
        return opened is null ? VnPayPages.Refuse("02: the reference was used before") : VnPayPages.Pay(opened);
    }

    private async Task<IResult> Press(HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return await Settle(form["txnRef"].ToString(), form["action"] == "cancel", request.HttpContext.RequestAborted);
    }

    private async Task<IResult> Settle(string txnRef, bool cancels, CancellationToken stop)
    {
        if (book.Find(txnRef) is null) return VnPayPages.Refuse("91: nobody opened the page of that payment");

        var orders = book.TakeControl();
        var settled = book.Change(txnRef, payment => End(payment!, orders, cancels));
        if (settled is null) return VnPayPages.Refuse("15: the payment is over");

        book.Note($"{txnRef} ended as {settled.Outcome!.ResponseCode}/{settled.Outcome.Status}");
        if (settled.Notice.ComesFirst) await notices.Send(txnRef, stop);
        var query = VnPayChecksum.Signed(merchant.Secret, settled.ResultFields(merchant.Terminal));
        return Results.Redirect($"{settled.ReturnUrl}?{query}");
    }

    private VnPayPayment? End(VnPayPayment payment, VnPayControl orders, bool cancels)
    {
        var now = clock.GetUtcNow();
        if (payment.Outcome is not null || payment.Expires <= now) return null;

        var (code, status) = VnPayControl.Codes(cancels ? "cancel" : orders.Outcome, orders.Code);
        var number = status == "02" ? "0" : book.NextTransaction();
        var isNotDueNow = orders.Notice.ComesFirst || orders.Notice.Order == "after";
        var wait = isNotDueNow ? book.NoticeInterval : TimeSpan.Zero;
        return payment with
        {
            Outcome = new(code, status, number, VnPayOrders.LocalTime(now)),
            Notice = orders.Notice,
            NoticesEnded = orders.Notice.Order == "without",
            NextNotice = now + wait + TimeSpan.FromMilliseconds(orders.Notice.DelayMilliseconds),
        };
    }

    private async Task<IResult> Order(HttpRequest request)
    {
        try
        {
            var orders = await JsonSerializer.DeserializeAsync<VnPayControl>(request.Body, JsonSerializerOptions.Web);
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

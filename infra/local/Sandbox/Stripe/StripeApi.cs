using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Billing.LocalHost.Sandbox.Stripe;

/// <summary>The calls of the API: key, idempotency, the failures that were ordered, and the work itself.</summary>
internal sealed class StripeApi(
    StripeBook book, StripeMerchant merchant, StripeTill till, StripeReturns returns, StripeEvents events)
{
    private const string KeyHeader = "Idempotency-Key";

    private static readonly TimeSpan Stall = TimeSpan.FromMinutes(2);

    public Task<IResult> CreateSession(HttpRequest request) => Call(request, "create", form =>
    {
        var (session, intent, refusal) = StripeOrders.Read(form, merchant.PageRoot, book.Now);
        if (refusal is not null) return refusal;

        book.Keep(session, intent);
        return StripeAnswer.Of(session);
    });

    public Task<IResult> GetSession(string id, HttpRequest request) => Call(request, "read", form =>
        book.Find<StripeSession>(id) is { } session ? Expanded(session, form) : StripeAnswer.Missing("session"));

    public Task<IResult> ExpireSession(string id, HttpRequest request) => Call(request, "expire", _ =>
    {
        if (book.Find<StripeSession>(id) is null) return StripeAnswer.Missing("session");
        return till.Expire(id) is { } expired
            ? StripeAnswer.Of(expired)
            : StripeAnswer.Invalid("id", "", "Only Checkout Sessions with a status in [\"open\"] can be expired");
    });

    public Task<IResult> Get<T>(string id, string what, HttpRequest request)
        where T : StripeEntry =>
        Call(request, "read", _ => book.Find<T>(id) is { } found ? StripeAnswer.Of(found) : StripeAnswer.Missing(what));

    public Task<IResult> CreateRefund(HttpRequest request) => Call(request, "refund", returns.Refund);

    public Task<IResult> ListRefunds(HttpRequest request) => Call(request, "read", returns.List);

    public Task<IResult> ListEvents(HttpRequest request) => Call(request, "read", events.List);

    private async Task<IResult> Call(HttpRequest request, string kind, Func<StripeForm, StripeAnswer> act)
    {
        var stop = request.HttpContext.RequestAborted;
        if (request.Headers.Authorization != $"Bearer {merchant.ApiKey}") return Json(StripeAnswer.Unauthorized);

        var form = await StripeForm.Read(request, stop);
        var failure = book.TakeFailure(kind);
        var isEarly = failure.Failure.Length > 0 && !failure.TookEffect;
        if (isEarly) return await Fail(failure.Failure, request.HttpContext, stop);

        var key = HttpMethods.IsPost(request.Method) ? request.Headers[KeyHeader].ToString() : "";
        var answer = book.Do(() => Once(key, $"{request.Path} {form}", failure, () => act(form)));
        book.Note($"{request.Method} {request.Path}: {answer.Status} {failure.Failure}");
        return failure.Failure is "" or "500" ? Json(answer) : await Fail(failure.Failure, request.HttpContext, stop);
    }

    /// <summary>The same key and parameters have the same answer, a broken one included.</summary>
    private StripeAnswer Once(string key, string what, StripeFailure failure, Func<StripeAnswer> act)
    {
        var print = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)));
        if (key.Length > 0 && book.Find<StripeKept>(key) is { } kept)
            return kept.Fingerprint == print ? new(kept.Status, kept.Body, true) : StripeAnswer.OtherParameters;

        var answer = act();
        if (failure.Failure == "500") answer = StripeAnswer.Broken;
        if (key.Length > 0 && answer.IsDecided) book.Keep(new StripeKept(key, print, answer.Status, answer.Body));
        return answer;
    }

    private StripeAnswer Expanded(StripeSession session, StripeForm form)
    {
        var shown = session.Show();
        var wanted = form.List("expand");
        if (wanted.Count == 0 || session.PaymentIntent is not { } id) return StripeAnswer.Of(shown);

        var intent = book.Find<StripeIntent>(id)!;
        var nested = intent.Show();
        if (wanted.Contains("payment_intent.latest_charge") && intent.LatestCharge is { } charge)
            nested["latest_charge"] = book.Find<StripeCharge>(charge)!.Show();
        shown["payment_intent"] = nested;
        return StripeAnswer.Of(shown);
    }

    private static async Task<IResult> Fail(string failure, HttpContext http, CancellationToken stop)
    {
        if (failure == "500") return Json(StripeAnswer.Broken);
        if (failure == "429") return Json(StripeAnswer.TooMany);
        if (failure == "timeout") await Task.Delay(Stall, stop);
        await BreakOff(http, stop);
        return Results.Empty;
    }

    /// <summary>The connection goes down in the middle of the body.</summary>
    private static async Task BreakOff(HttpContext http, CancellationToken stop)
    {
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync("{\"id\":\"", stop);
        await http.Response.Body.FlushAsync(stop);
        http.Abort();
    }

    private static IResult Json(StripeAnswer answer) => Results.Text(
        answer.Body.ToJsonString(), "application/json", Encoding.UTF8, answer.Status);
}

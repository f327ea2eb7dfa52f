using Billing.Platform;
using Billing.TopUps.Inbox;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.TopUps.Gateways.Stripe;

/// <summary>Takes Stripe's notices: what was signed is kept and applied, whatever else comes touches nothing.</summary>
public sealed partial class ReceiveStripeNotice(
    StripeAccount account,
    StripeNoticeReader reader,
    NoticeDesk desk,
    TimeProvider clock,
    ILogger<ReceiveStripeNotice> log)
{
    /// <remarks>Every method is bound, because a host answers 404 for one that is not.</remarks>
    [Function(nameof(ReceiveStripeNotice))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "v1/webhooks/stripe")] HttpRequest request,
        CancellationToken stop)
    {
        if (!HttpMethods.IsPost(request.Method)) return Problem.Of(405, "method", "Notices are sent by POST.");
        if (!RawBody.IsOf(request, "application/json")) return Problem.Of(415, "media_type", "Send application/json.");

        var read = await RawBody.Read(request, RawBody.DefaultMaxBytes, stop);
        if (!read.IsAccepted(out var body, out var refusal)) return RawBody.Refuse(refusal, RawBody.DefaultMaxBytes);

        using var arrival = new NoticeArrival(PayMethod.Stripe);
        if (!StripeSignature.IsGood(body, Header(request), account, clock.GetUtcNow())) return Unsigned(arrival);
        return await Take(body, arrival, stop);
    }

    private async Task<IActionResult> Take(byte[] body, NoticeArrival arrival, CancellationToken stop)
    {
        try
        {
            var notice = StripeNotice.Read(body);
            if (!notice.IsReadable) return OtherVersion(notice);

            var outcome = await desk.Take(PayMethod.Stripe, reader.Read(body), body, stop);
            arrival.Became(outcome);
            Taken(notice.Id, notice.Type, outcome);
            return new OkObjectResult(new { });
        }
        catch (FormatException fault)
        {
            return Problem.Malformed(fault.Message);
        }
    }

    /// <summary>It is sent again, for days: until then we can learn to read it.</summary>
    private IActionResult OtherVersion(StripeNotice notice)
    {
        Unreadable(notice.Id, notice.ApiVersion);
        return Problem.Of(500, "api_version", "The event was written by another version of the API.");
    }

    private IActionResult Unsigned(NoticeArrival arrival)
    {
        arrival.IsUnsigned();
        Refused();
        return Problem.Of(400, "signature", "The signature is missing, wrong or too old.");
    }

    /// <summary>Null unless there is exactly one.</summary>
    private static string? Header(HttpRequest request) =>
        request.Headers[StripeSignature.Header] is { Count: 1 } header ? header[0] : null;

    [LoggerMessage(LogLevel.Information, "Stripe's {Type} {Notice} was {Outcome}")]
    private partial void Taken(string notice, string type, NoticeOutcome outcome);

    [LoggerMessage(LogLevel.Warning, "A notice that Stripe did not sign, or not lately, was refused")]
    private partial void Refused();

    [LoggerMessage(
        LogLevel.Error,
        "Stripe's event {Notice} is of version {Version}, which we do not read: give the webhook the version we use")]
    private partial void Unreadable(string notice, string? version);
}

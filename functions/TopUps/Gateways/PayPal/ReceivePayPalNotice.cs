using Billing.Platform;
using Billing.TopUps.Inbox;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>Takes PayPal's notices: what is genuine is kept and applied, whatever else comes touches nothing.</summary>
public sealed partial class ReceivePayPalNotice(
    PayPalVerification verification, PayPalNotice reader, NoticeDesk desk, ILogger<ReceivePayPalNotice> log)
{
    private const int RetryAfterSeconds = 30;

    /// <remarks>Every method is bound, because a host answers 404 for one that is not.</remarks>
    [Function(nameof(ReceivePayPalNotice))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "v1/webhooks/paypal")] HttpRequest request,
        CancellationToken stop)
    {
        if (!HttpMethods.IsPost(request.Method)) return Problem.Of(405, "method", "Notices are sent by POST.");
        if (!RawBody.IsOf(request, "application/json")) return Problem.Of(415, "media_type", "Send application/json.");

        var read = await RawBody.Read(request, RawBody.DefaultMaxBytes, stop);
        if (!read.IsAccepted(out var body, out var refusal)) return RawBody.Refuse(refusal, RawBody.DefaultMaxBytes);

        using var arrival = new NoticeArrival(PayMethod.PayPal);
        if (PayPalTransmission.Read(name => request.Headers[name]) is not { } transmission)
            return Forged("headers", arrival);

        return await verification.Verify(transmission, body, stop) switch
        {
            PayPalVerdict.Genuine => await Take(body, arrival, stop),
            PayPalVerdict.Forged => Forged(transmission.Id, arrival),
            PayPalVerdict.Unknown => Unverified(transmission.Id),
        };
    }

    private async Task<IActionResult> Take(byte[] body, NoticeArrival arrival, CancellationToken stop)
    {
        try
        {
            var news = reader.Read(body);
            var outcome = await desk.Take(PayMethod.PayPal, news, body, stop);
            arrival.Became(outcome);
            Taken(news.Id, news.Type, outcome);
            return new OkObjectResult(new { });
        }
        catch (FormatException fault)
        {
            return Problem.Malformed(fault.Message);
        }
    }

    private IActionResult Forged(string transmission, NoticeArrival arrival)
    {
        arrival.IsUnsigned();
        Refused(transmission);
        return Problem.Of(400, "signature", "The signature, or what belongs to it, is missing or wrong.");
    }

    /// <summary>PayPal sends it again, for days.</summary>
    private IActionResult Unverified(string transmission)
    {
        NotVerified(transmission);
        return Problem.Unavailable("Nobody can be asked whether this is genuine; send it again.", RetryAfterSeconds);
    }

    [LoggerMessage(LogLevel.Information, "PayPal's {Type} {Notice} was {Outcome}")]
    private partial void Taken(string notice, string type, NoticeOutcome outcome);

    [LoggerMessage(LogLevel.Warning, "A notice that PayPal did not sign was refused: {Transmission}")]
    private partial void Refused(string transmission);

    [LoggerMessage(LogLevel.Error, "Whether PayPal sent notice {Transmission} cannot be found out; it is sent again")]
    private partial void NotVerified(string transmission);
}

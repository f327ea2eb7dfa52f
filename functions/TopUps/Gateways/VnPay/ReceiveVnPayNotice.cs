using System.Text;
using Billing.Platform;
using Billing.TopUps.Inbox;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.TopUps.Gateways.VnPay;

/// <summary>Takes VNPay's notice of a payment (its IPN): the only push that can make money of it.</summary>
public sealed partial class ReceiveVnPayNotice(
    VnPayTerminal terminal,
    VnPayNoticeReader reader,
    TopUpFinder finder,
    NoticeDesk notices,
    ILogger<ReceiveVnPayNotice> log)
{
    /// <remarks>Every method is bound, because a host answers 404 for one that is not; VNPay only ever sends
    /// GET.</remarks>
    [Function(nameof(ReceiveVnPayNotice))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "v1/webhooks/vnpay")] HttpRequest request,
        CancellationToken stop)
    {
        if (!HttpMethods.IsGet(request.Method)) return VnPayReplies.GetOnly();
        var query = request.QueryString.Value is { Length: > 1 } sent ? sent[1..] : "";
        if (query.Length > VnPayFields.MaxQueryLength) return VnPayReplies.TooLarge();

        return VnPayReplies.Of(await Answer(query, stop));
    }

    /// <summary>Whatever fails is 99: VNPay calls again.</summary>
    private async Task<VnPayAnswer> Answer(string query, CancellationToken stop)
    {
        using var arrival = new NoticeArrival(PayMethod.VnPay);
        try
        {
            return await Decide(query, arrival, stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            Failed(failure);
            return VnPayAnswer.UnknownError;
        }
    }

    private async Task<VnPayAnswer> Decide(string query, NoticeArrival arrival, CancellationToken stop)
    {
        if (!VnPayNotice.Read(query, terminal.Secret).IsAccepted(out var notice, out var answer))
        {
            arrival.IsUnsigned();
            return answer;
        }

        var body = Encoding.UTF8.GetBytes(query);
        var news = reader.Read(body);
        if (notice.Terminal != terminal.Code) OtherTerminal(terminal.Code);
        if (!notice.Addressee(terminal.Code).IsAccepted(out var id, out answer))
        {
            arrival.Became(await notices.Take(PayMethod.VnPay, news, body, stop));
            return answer;
        }
        var topUp = await finder.Find(PayMethod.VnPay, id, stop);
        if (notice.Misfit(topUp) is VnPayAnswer.InvalidAmount)
        {
            await notices.Refuse(PayMethod.VnPay, news, body, "amount_differs", stop);
            arrival.Became(NoticeOutcome.NeedsReview);
            return VnPayAnswer.InvalidAmount;
        }
        var outcome = await notices.Take(PayMethod.VnPay, news, body, stop);
        arrival.Became(outcome);
        return VnPayNotice.AnswerTo(outcome, isPaid: topUp?.Credited is not null);
    }

    [LoggerMessage(
        LogLevel.Error,
        "A signed VNPay notice is not for terminal {Ours}: somebody else has our secret, or it is set wrong")]
    private partial void OtherTerminal(string ours);

    [LoggerMessage(LogLevel.Error, "A VNPay notice could not be handled; VNPay sends it again")]
    private partial void Failed(Exception failure);
}

using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.TopUps.Gateways.VnPay;

/// <summary>Takes VNPay's notice of a payment (its IPN): the only push that can make money of it.</summary>
public sealed partial class ReceiveVnPayNotice(
    VnPayTerminal terminal, VnPayGateway gateway, TopUpFinder finder, TopUpDesk desk, ILogger<ReceiveVnPayNotice> log)
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
        try
        {
            return await Decide(query, stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            Failed(failure);
            return VnPayAnswer.UnknownError;
        }
    }

    private async Task<VnPayAnswer> Decide(string query, CancellationToken stop)
    {
        if (!VnPayNotice.Read(query, terminal.Secret).IsAccepted(out var notice, out var answer)) return answer;
        if (!notice.Addressee(terminal.Code).IsAccepted(out var id, out answer)) return Unaddressed(notice, answer);
        if (await finder.Find(PayMethod.VnPay, id, stop) is not { } topUp) return VnPayAnswer.OrderNotFound;
        if (!notice.About(topUp).IsAccepted(out var result, out answer)) return Refused(topUp.Id, answer);

        var step = await desk.Settle(topUp, result, ResultSource.Notice, stop);
        if (step is not TopUpStep.AskGateway late) return VnPayNotice.AnswerTo(step);

        var confirmed = TopUp.Reconcile(await gateway.Ask(late.TopUp, stop));
        return confirmed is null
            ? Unconfirmed(topUp)
            : VnPayNotice.AnswerTo(await desk.Settle(topUp, confirmed, ResultSource.Poll, stop));
    }

    /// <summary>VNPay calls again for a while only: if it never answers us, a person must look.</summary>
    private VnPayAnswer Unconfirmed(TopUp topUp)
    {
        LateAndUnconfirmed(topUp.Id, topUp.Account);
        return VnPayAnswer.UnknownError;
    }

    private VnPayAnswer Unaddressed(VnPayNotice notice, VnPayAnswer answer)
    {
        if (notice.Terminal != terminal.Code) OtherTerminal(terminal.Code);
        return answer;
    }

    private VnPayAnswer Refused(TopUpId topUp, VnPayAnswer answer)
    {
        Disagrees(topUp, answer);
        return answer;
    }

    [LoggerMessage(
        LogLevel.Error,
        "A signed VNPay notice is not for terminal {Ours}: somebody else has our secret, or it is set wrong")]
    private partial void OtherTerminal(string ours);

    [LoggerMessage(
        LogLevel.Error,
        "VNPay says that top-up {TopUp} of {Account}, given up before, was paid, and does not answer when asked")]
    private partial void LateAndUnconfirmed(TopUpId topUp, AccountId account);

    [LoggerMessage(LogLevel.Warning, "A signed VNPay notice does not fit top-up {TopUp}: {Answer}")]
    private partial void Disagrees(TopUpId topUp, VnPayAnswer answer);

    [LoggerMessage(LogLevel.Error, "A VNPay notice could not be handled; VNPay sends it again")]
    private partial void Failed(Exception failure);
}

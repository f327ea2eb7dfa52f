using System.Collections.Immutable;
using Billing.TopUps.Gateways;

namespace Billing.TopUps.Inbox;

/// <summary>
/// Takes every verified notice of every gateway the same way: kept once, led to its payment, applied there, and what
/// became of it written down. A notice whose taking was cut short is taken again, by its gateway or by a timer.
/// </summary>
public sealed class NoticeDesk(
    InboxTable inbox,
    TopUpFinder finder,
    TopUpDesk desk,
    PaymentGateways gateways,
    PaymentAlerts alerts,
    TimeProvider clock)
{
    /// <param name="body">As it was received, at most <see cref="InboxTable.MaxBodyBytes"/>.</param>
    /// <exception cref="GatewaySilentException">It must come again.</exception>
    public async Task<NoticeOutcome> Take(
        PayMethod method, PaymentNews news, ReadOnlyMemory<byte> body, CancellationToken stop)
    {
        var notice = await Keep(method, news, body, stop);
        return notice.IsOpen ? await Decide(notice, news, stop) : NoticeOutcome.Repeated;
    }

    /// <summary>Keeps a notice that the gateway's own protocol refuses; no payment is touched.</summary>
    public async Task Refuse(
        PayMethod method, PaymentNews news, ReadOnlyMemory<byte> body, string reason, CancellationToken stop)
    {
        var notice = await Keep(method, news, body, stop);
        if (notice.IsOpen)
            await Alert(notice with { Outcome = NoticeOutcome.NeedsReview, Detail = reason }, stop);
    }

    /// <summary>Reads a kept notice again and does what it says, whatever became of it before.</summary>
    public Task<NoticeOutcome> Replay(StoredNotice notice, CancellationToken stop) =>
        Decide(notice, gateways.ReaderFor(notice.Key.Method).Read(notice.Body), stop);

    /// <summary>A notice that waited too long waits for a person alone.</summary>
    public async Task GiveUp(StoredNotice notice, CancellationToken stop)
    {
        if (notice.Outcome == NoticeOutcome.Received)
            await Alert(notice with { Outcome = NoticeOutcome.NeedsReview, Detail = "not_taken" }, stop);
        else await inbox.Leave(notice.Key, stop);
    }

    private async Task Alert(StoredNotice notice, CancellationToken stop)
    {
        await alerts.Raise(PaymentAlerts.NeedsReview, notice, notice.Detail ?? "", stop);
        await inbox.Close(notice, stop);
    }

    private Task<StoredNotice> Keep(
        PayMethod method, PaymentNews news, ReadOnlyMemory<byte> body, CancellationToken stop) =>
        inbox.Keep(
            new(
                NoticeKey.Of(method, news), news.Id, news.Type, clock.GetUtcNow(), NoticeOutcome.Received, null, null,
                body),
            stop);

    private async Task<NoticeOutcome> Decide(StoredNotice notice, PaymentNews news, CancellationToken stop)
    {
        var decided = await Judge(notice, news, stop);
        if (decided.Alert is { } kind) await alerts.Raise(kind, decided.Notice, decided.Notice.Detail ?? "", stop);
        await inbox.Close(decided.Notice, stop);
        return decided.Notice.Outcome;
    }

    private async Task<Judged> Judge(StoredNotice notice, PaymentNews news, CancellationToken stop)
    {
        if (news.Result is null && !news.MustAsk) return Ignore(notice, news);
        if (await Match(notice.Key.Method, news, stop) is not { } topUp)
            return new(
                notice with { Outcome = NoticeOutcome.Unmatched, Detail = "no_such_payment" }, PaymentAlerts.Unmatched);

        var step = await Apply(topUp, news, stop);
        var (outcome, detail) = OutcomeOf(step);
        return new(
            notice with { Outcome = outcome, Detail = detail, TopUp = topUp.Id },
            outcome == NoticeOutcome.NeedsReview ? PaymentAlerts.NeedsReview : null);
    }

    private async Task<TopUpStep> Apply(TopUp topUp, PaymentNews news, CancellationToken stop)
    {
        var result = await Result(topUp, news, stop);
        var step = await desk.Settle(topUp, result, ResultSource.Notice, stop);
        if (step is not TopUpStep.AskGateway) return step;

        var confirmed = TopUp.Reconcile(await gateways.For(topUp.Method).Ask(topUp, stop));
        return confirmed is null
            ? throw new GatewaySilentException(topUp.Method)
            : await desk.Settle(topUp, confirmed, ResultSource.Poll, stop);
    }

    private async Task<PaymentResult> Result(TopUp topUp, PaymentNews news, CancellationToken stop)
    {
        if (news.Order is { } order && topUp.GatewayId is { } known && order != known)
            return new PaymentResult.Doubtful("order_differs");
        if (!news.MustAsk) return news.Result!;

        var answer = await gateways.For(topUp.Method).Ask(topUp, stop);
        return answer is PaymentResult.Unanswered ? throw new GatewaySilentException(topUp.Method) : answer;
    }

    private async Task<TopUp?> Match(PayMethod method, PaymentNews news, CancellationToken stop)
    {
        if (news.Reference is { } ours) return await finder.Find(method, ours, stop);

        foreach (var id in news.Order is { } order ? news.Aliases.Prepend(order) : news.Aliases)
            if (await finder.Find(method, id, stop) is { } topUp) return topUp;
        return null;
    }

    private static Judged Ignore(StoredNotice notice, PaymentNews news) => new(
        notice with { Outcome = NoticeOutcome.Ignored, Detail = news.Ignored },
        news.Alerts ? PaymentAlerts.Ignored : null);

    private static (NoticeOutcome Outcome, string? Detail) OutcomeOf(TopUpStep step) => step switch
    {
        TopUpStep.Disagrees odd => (NoticeOutcome.NeedsReview, odd.Reason),
        TopUpStep.Moved { TopUp.Status: TopUpStatus.NeedsReview } => (NoticeOutcome.NeedsReview, step.TopUp.Reason),
        TopUpStep.Moved { TopUp: { Credited: null, Reversals.IsEmpty: false } } => (NoticeOutcome.Parked, null),
        TopUpStep.Moved or TopUpStep.Credited or TopUpStep.Reversed => (NoticeOutcome.Applied, null),
        TopUpStep.Waiting => (NoticeOutcome.Ignored, "still_open"),
        _ => (NoticeOutcome.Repeated, null),
    };

    /// <param name="Alert">The fact that finance is told; null for none.</param>
    private readonly record struct Judged(StoredNotice Notice, string? Alert);
}

using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Billing.Platform.Telemetry;
using Billing.TopUps.Gateways;
using Microsoft.Extensions.Logging;

namespace Billing.TopUps;

/// <summary>
/// Commits what is decided about a top-up, on the account's ledger; the one place where a payment becomes credit, and
/// where credit is taken back.
/// </summary>
public sealed partial class TopUpDesk(
    LedgerDesk desk,
    TopUpCommit commit,
    TopUpTable topUps,
    PaymentRefTable references,
    CaptureTable captures,
    TimeProvider clock,
    ILogger<TopUpDesk> log)
{
    /// <summary>
    /// Stores a new top-up, and opens the ledger for it when nothing did before; the stored one if it exists.
    /// </summary>
    public Task<Outcome<TopUp, StartRefusal>> Open(TopUp topUp, BillingProfile buyer, CancellationToken stop) =>
        desk.Decide(topUp.Account, async (head, again) =>
        {
            if (await topUps.Find(topUp.Account, topUp.Id, again) is { } stored) return Answer(stored.TopUp);
            if (head.State.Lots.Length >= TopUp.MaxLots) return Answer(StartRefusal.TooManyOpenLots);

            var opened = new MovementFact.Opened(buyer.Currency, buyer.TimeZone);
            var opening = head.State.IsOpen ? null : new LedgerEntry(clock.GetUtcNow()) { Movements = [opened] };
            return Answer(topUp) with { Entry = opening, Beside = [TopUpTable.Insert(topUp)] };
        }, stop);

    /// <summary>Remembers how the payment began at its gateway.</summary>
    public async Task<TopUp> Begin(TopUp topUp, PaymentStart start, CancellationToken stop)
    {
        var step = await Decide(topUp, stored => Moved(stored, start switch
        {
            PaymentStart.Redirect it => stored.Began(it.Url.AbsoluteUri, it.GatewayId),
            PaymentStart.Instructed it => stored.Began(null, it.Reference),
            PaymentStart.Refused it => stored.Refused(it.Code, clock.GetUtcNow()),
            _ => stored,
        }), stop);
        Count(step, topUp);
        return step.TopUp;
    }

    /// <summary>Applies a verified result: the state, and the money that it moves, are one transaction.</summary>
    public async Task<TopUpStep> Settle(TopUp topUp, PaymentResult result, ResultSource source, CancellationToken stop)
    {
        if (result is PaymentResult.Paid paid) await Note(topUp, paid, stop);
        if (result is PaymentResult.Paid or PaymentResult.Received) await commit.Prepare(topUp, stop);
        var step = await Decide(topUp, stored => stored.Apply(result, source, clock.GetUtcNow()), stop);
        Tell(step, topUp);
        return step;
    }

    /// <summary>Commits the decision of a person about a payment in doubt.</summary>
    public async Task<Outcome<TopUpStep, ReviewRefusal>> Decide(TopUp topUp, Review review, CancellationToken stop)
    {
        await commit.Prepare(topUp, stop);
        var decided = await Decide(topUp, stored => stored.Decide(review, clock.GetUtcNow()), stop);
        if (!decided.IsAccepted(out var step, out var refusal)) return refusal;

        Tell(step, topUp);
        if (step.TopUp.Status == TopUpStatus.NeedsReview) return ReviewRefusal.CaptureClaimed;
        return step;
    }

    /// <summary>Writes a refund down before its gateway hears of it; so much of the credit is held from then.</summary>
    public Task<Outcome<TopUpStep, RefundRefusal>> Order(TopUp topUp, RefundOrder order, CancellationToken stop) =>
        Decide(topUp, stored => stored.Refund(order, clock.GetUtcNow()), stop);

    /// <summary>Commits what the gateway answered to a refund.</summary>
    public async Task<TopUp> Refunded(TopUp topUp, RefundOrder order, RefundAnswer answer, CancellationToken stop)
    {
        var step = await Decide(topUp, stored => stored.Refunded(order, answer, clock.GetUtcNow()), stop);
        Tell(step, topUp);
        return step.TopUp;
    }

    /// <summary>Commits what a person found out about a refund that has no answer.</summary>
    public async Task<Outcome<TopUpStep, OutcomeRefusal>> Settle(
        TopUp topUp, string refund, RefundAnswer found, string remark, CancellationToken stop)
    {
        var settled = await Decide(topUp, stored => stored.Settle(refund, found, remark, clock.GetUtcNow()), stop);
        if (settled.IsAccepted(out var step, out _)) Tell(step, topUp);
        return settled;
    }

    /// <summary>What follows from erasing the buyer; the money, and who decided about it, stays.</summary>
    public Task<int> ErasePayers(AccountId account, CancellationToken stop) => topUps.ErasePayers(account, stop);

    /// <summary>Later news may name the capture alone, and settlements are by day; both lead here.</summary>
    private async Task Note(TopUp topUp, PaymentResult.Paid paid, CancellationToken stop)
    {
        var day = DateOnly.FromDateTime((paid.PaidAt ?? clock.GetUtcNow()).UtcDateTime);
        await references.Add(topUp.Method, paid.Transaction, topUp.Reference, stop);
        await captures.Note(new(topUp.Method, day, paid.Transaction, paid.Amount, topUp.Reference), stop);
    }

    private Task<TopUpStep> Decide(TopUp topUp, Func<TopUp, TopUpStep> decide, CancellationToken stop) =>
        desk.Decide(topUp.Account, async (head, again) =>
        {
            var stored = await Stored(topUp, again);
            return await commit.Of(head, stored, decide(stored.TopUp), clock.GetUtcNow(), again);
        }, stop);

    private Task<Outcome<TopUpStep, TReason>> Decide<TReason>(
        TopUp topUp, Func<TopUp, Outcome<TopUpStep, TReason>> decide, CancellationToken stop)
        where TReason : struct, Enum =>
        desk.Decide(topUp.Account, async (head, again) =>
        {
            var stored = await Stored(topUp, again);
            if (!decide(stored.TopUp).IsAccepted(out var step, out var refusal))
                return new Decision<Outcome<TopUpStep, TReason>>(refusal);

            var decision = await commit.Of(head, stored, step, clock.GetUtcNow(), again);
            return new Decision<Outcome<TopUpStep, TReason>>(decision.Answer, decision.Entry)
            {
                Beside = decision.Beside,
            };
        }, stop);

    private static TopUpStep Moved(TopUp before, TopUp after) =>
        after == before ? new TopUpStep.Settled(before) : new TopUpStep.Moved(after);

    private static Decision<Outcome<TopUp, StartRefusal>> Answer(Outcome<TopUp, StartRefusal> outcome) => new(outcome);

    private async Task<StoredTopUp> Stored(TopUp topUp, CancellationToken stop)
    {
        var stored = await topUps.Find(topUp.Account, topUp.Id, stop);
        Invariant.Holds(stored is not null, "a top-up never disappears");
        return stored;
    }

    private void Tell(TopUpStep step, TopUp before)
    {
        Count(step, before);
        var (id, account, status) = (step.TopUp.Id, step.TopUp.Account, step.TopUp.Status);
        if (step is TopUpStep.Credited) Credited(id, account, step.TopUp.IsLate);
        if (step is TopUpStep.Reversed) Reversed(id, account, status);
        if (step is TopUpStep.Disagrees odd) Disagrees(id, account, odd.Reason);
        if (step is not TopUpStep.Moved || status == before.Status) return;
        if (status == TopUpStatus.NeedsReview) NeedsReview(id, account, step.TopUp.Reason);
        else Ended(id, status, step.TopUp.Reason);
    }

    private static void Count(TopUpStep step, TopUp before)
    {
        if (EndOf(step, before) is { } outcome)
            Instruments.PaymentsEnded.Add(1, Dimension.Gateway(before.Method.Value), Dimension.Outcome(outcome));
    }

    /// <summary>Null while it goes on, and for what follows its end.</summary>
    private static string? EndOf(TopUpStep step, TopUp before) => (step, step.TopUp.Status) switch
    {
        (TopUpStep.Credited, _) => "succeeded",
        (TopUpStep.Moved, var status) when status == before.Status => null,
        (TopUpStep.Moved, TopUpStatus.Failed) => "failed",
        (TopUpStep.Moved, TopUpStatus.Expired) => "expired",
        (TopUpStep.Moved, TopUpStatus.NeedsReview) => "review",
        _ => null,
    };

    [LoggerMessage(LogLevel.Information, "Top-up {TopUp} of {Account} was credited (late: {IsLate})")]
    private partial void Credited(TopUpId topUp, AccountId account, bool isLate);

    [LoggerMessage(LogLevel.Warning, "Credit of top-up {TopUp} of {Account} was taken back, held or freed: {Status}")]
    private partial void Reversed(TopUpId topUp, AccountId account, TopUpStatus status);

    [LoggerMessage(LogLevel.Information, "Top-up {TopUp} ended as {Status}: {Reason}")]
    private partial void Ended(TopUpId topUp, TopUpStatus status, string? reason);

    [LoggerMessage(LogLevel.Warning, "Top-up {TopUp} of {Account} needs a person: {Reason}")]
    private partial void NeedsReview(TopUpId topUp, AccountId account, string? reason);

    [LoggerMessage(LogLevel.Warning, "What was said of top-up {TopUp} of {Account} cannot be true: {Reason}")]
    private partial void Disagrees(TopUpId topUp, AccountId account, string reason);
}

using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.Extensions.Logging;

namespace Billing.TopUps;

/// <summary>
/// Commits what is decided about a top-up, on the account's ledger; the one place where a payment becomes credit.
/// </summary>
public sealed partial class TopUpDesk(
    LedgerDesk desk, LedgerTable ledger, TopUpTable topUps, TimeProvider clock, ILogger<TopUpDesk> log)
{
    private const string CaptureKey = "capture";
    private const string TopUpKey = "topup";

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

    /// <summary>Remembers where the customer pays.</summary>
    public Task<TopUp> Redirect(TopUp topUp, Uri url, CancellationToken stop) =>
        desk.Decide(topUp.Account, async (_, again) =>
        {
            var stored = await Stored(topUp.Account, topUp.Id, again);
            var redirected = stored.TopUp.Redirected(url.AbsoluteUri);
            if (redirected == stored.TopUp) return new Decision<TopUp>(redirected);

            return new Decision<TopUp>(redirected) { Beside = [TopUpTable.Replace(stored, redirected)] };
        }, stop);

    /// <summary>Applies a verified result: the state, and the credit if it is one, are one transaction.</summary>
    public async Task<TopUpStep> Settle(TopUp topUp, PaymentResult result, ResultSource source, CancellationToken stop)
    {
        var step = await desk.Decide(topUp.Account, async (head, again) =>
        {
            var stored = await Stored(topUp.Account, topUp.Id, again);
            var decided = stored.TopUp.Apply(result, source, clock.GetUtcNow());
            return decided switch
            {
                TopUpStep.Credited credited => await Credit(head, stored, credited, again),
                TopUpStep.Moved moved =>
                    new Decision<TopUpStep>(moved) { Beside = [TopUpTable.Replace(stored, moved.TopUp)] },
                _ => new Decision<TopUpStep>(decided),
            };
        }, stop);
        Tell(step, result);
        return step;
    }

    private async Task<Decision<TopUpStep>> Credit(
        AccountHead head, StoredTopUp stored, TopUpStep.Credited step, CancellationToken stop)
    {
        var paid = step.TopUp;
        var now = clock.GetUtcNow();
        var capture = $"{paid.Method}:{paid.Transaction}";
        if (await ledger.FindOnce(paid.Account, CaptureKey, capture, stop) is { } earlier
            && earlier.Answer != paid.Id.Value)
        {
            var claimed = stored.TopUp.ClaimedElsewhere(now);
            return new Decision<TopUpStep>(new TopUpStep.Moved(claimed))
            {
                Beside = [TopUpTable.Replace(stored, claimed)],
            };
        }

        var entry = new LedgerEntry(now)
        {
            Movements = [paid.Credit!],
            Once = [new(CaptureKey, capture, "", paid.Id.Value), new(TopUpKey, paid.Id.Value, "", paid.Id.Value)],
        };
        return new Decision<TopUpStep>(step, entry) { Beside = [TopUpTable.Replace(stored, paid)] };
    }

    private static Decision<Outcome<TopUp, StartRefusal>> Answer(Outcome<TopUp, StartRefusal> outcome) => new(outcome);

    private async Task<StoredTopUp> Stored(AccountId account, TopUpId id, CancellationToken stop)
    {
        var stored = await topUps.Find(account, id, stop);
        Invariant.Holds(stored is not null, "a top-up never disappears");
        return stored;
    }

    private void Tell(TopUpStep step, PaymentResult result)
    {
        var (id, account) = (step.TopUp.Id, step.TopUp.Account);
        if (step is TopUpStep.Credited) Credited(id, account, step.TopUp.IsLate);
        if (step is TopUpStep.Moved && step.TopUp.Status == TopUpStatus.NeedsReview)
            NeedsReview(id, account, step.TopUp.Reason);
        if (step is TopUpStep.Moved && step.TopUp.Status != TopUpStatus.NeedsReview)
            Ended(id, step.TopUp.Status, step.TopUp.Reason);
        if (step is TopUpStep.Settled && result is PaymentResult.Paid paid
            && paid.Transaction != step.TopUp.Transaction)
            PaidAgain(id, account, paid.Transaction);
    }

    [LoggerMessage(LogLevel.Information, "Top-up {TopUp} of {Account} was credited (late: {IsLate})")]
    private partial void Credited(TopUpId topUp, AccountId account, bool isLate);

    [LoggerMessage(LogLevel.Information, "Top-up {TopUp} ended as {Status}: {Reason}")]
    private partial void Ended(TopUpId topUp, TopUpStatus status, string? reason);

    [LoggerMessage(LogLevel.Warning, "Top-up {TopUp} of {Account} needs a person: {Reason}")]
    private partial void NeedsReview(TopUpId topUp, AccountId account, string? reason);

    [LoggerMessage(LogLevel.Warning, "Top-up {TopUp} of {Account}, settled before, was paid as {Transaction}")]
    private partial void PaidAgain(TopUpId topUp, AccountId account, string transaction);
}

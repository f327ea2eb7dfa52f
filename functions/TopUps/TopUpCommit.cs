using Billing.Ledger;
using Billing.Plans;
using Billing.Platform;

namespace Billing.TopUps;

/// <summary>
/// What has to be written for a step of a top-up to be true: its row, the movements that the row stands for, the
/// once-only keys of a credit, the plan that it pays, and what others must learn, all in one transaction.
/// </summary>
public sealed class TopUpCommit(LedgerTable ledger, PlanDesk plans)
{
    private const string CaptureKey = "capture";
    private const string TopUpKey = "topup";

    /// <summary>What was due to a plan before it is paid comes first.</summary>
    public async Task Prepare(TopUp topUp, CancellationToken stop)
    {
        if (topUp.For is { } part) await plans.Advance(topUp.Account, part.Plan, stop);
    }

    public async Task<Decision<TopUpStep>> Of(
        AccountHead head, StoredTopUp stored, TopUpStep step, DateTimeOffset now, CancellationToken stop)
    {
        if (step is TopUpStep.Credited && await IsClaimed(step.TopUp, stop))
            step = new TopUpStep.Moved(stored.TopUp.ClaimedElsewhere(now));
        if (step is TopUpStep.Credited && step.TopUp.For is not null)
            return await OfPlan(head, stored, step.TopUp, now, stop);

        return step is TopUpStep.Credited or TopUpStep.Moved or TopUpStep.Reversed
            ? Written(stored, step, Entry(stored.TopUp, step, now))
            : new Decision<TopUpStep>(step);
    }

    /// <summary>The plan takes the money, or it is credit: which of the two is decided where it is written.</summary>
    private async Task<Decision<TopUpStep>> OfPlan(
        AccountHead head, StoredTopUp stored, TopUp paid, DateTimeOffset now, CancellationToken stop)
    {
        if (paid is not { PaysPlan: { } fact, For.Plan: var plan })
            return Credited(stored, paid.AsCredit(TopUp.ReversedBefore), now);
        var decided = await plans.Pay(head, plan, fact, stop);
        if (!decided.Answer.IsAccepted(out _, out var refusal))
            return Credited(stored, paid.AsCredit(Problem.Code(refusal)), now);

        var step = new TopUpStep.Credited(paid.AsPlanPayment());
        // The plan holds this very payment already: a twin committed both after this payment's row was read.
        if (decided.Entry is null) return new(new TopUpStep.Settled(step.TopUp));

        var own = Entry(stored.TopUp, step, now);
        Invariant.Holds(own is not null, "what pays a plan moves money");
        var both = decided.Entry with { Once = own.Once, Outbox = [.. own.Outbox, .. decided.Entry.Outbox] };
        return new(step, both) { Beside = [TopUpTable.Replace(stored, step.TopUp), .. decided.Beside] };
    }

    private static Decision<TopUpStep> Credited(StoredTopUp stored, TopUp paid, DateTimeOffset now)
    {
        var step = new TopUpStep.Credited(paid);
        return Written(stored, step, Entry(stored.TopUp, step, now));
    }

    private static Decision<TopUpStep> Written(StoredTopUp stored, TopUpStep step, LedgerEntry? entry) =>
        new(step, entry) { Beside = [TopUpTable.Replace(stored, step.TopUp)] };

    /// <summary>Null where only the row changes.</summary>
    private static LedgerEntry? Entry(TopUp before, TopUpStep step, DateTimeOffset now)
    {
        var after = step.TopUp;
        var entry = new LedgerEntry(now)
        {
            Movements = [.. after.Movements.Skip(before.Movements.Count())],
            Outbox = [.. TopUpFacts.Between(before, after, now)],
            Once = step is TopUpStep.Credited ? [.. OnceKeys(after)] : [],
        };
        return entry is { Movements.IsEmpty: true, Outbox.IsEmpty: true } ? null : entry;
    }

    private static IEnumerable<OnceKey> OnceKeys(TopUp paid)
    {
        yield return new(TopUpKey, paid.Id.Value, "", paid.Id.Value);
        if (CaptureOf(paid) is { } capture) yield return new(CaptureKey, capture, "", paid.Id.Value);
    }

    private async Task<bool> IsClaimed(TopUp paid, CancellationToken stop) =>
        CaptureOf(paid) is { } capture
        && await ledger.FindOnce(paid.Account, CaptureKey, capture, stop) is { } earlier
        && earlier.Answer != paid.Id.Value;

    private static string? CaptureOf(TopUp paid) =>
        paid.Transaction is { } transaction ? $"{paid.Method}:{ReferenceKey.Of(transaction)}" : null;
}

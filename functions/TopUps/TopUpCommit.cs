using Billing.Ledger;

namespace Billing.TopUps;

/// <summary>
/// What has to be written for a step of a top-up to be true: its row, the movements that the row stands for, the
/// once-only keys of a credit, and what others must learn, all in one transaction.
/// </summary>
public sealed class TopUpCommit(LedgerTable ledger)
{
    private const string CaptureKey = "capture";
    private const string TopUpKey = "topup";

    public async Task<Decision<TopUpStep>> Of(
        StoredTopUp stored, TopUpStep step, DateTimeOffset now, CancellationToken stop)
    {
        if (step is TopUpStep.Credited && await IsClaimed(step.TopUp, stop))
            step = new TopUpStep.Moved(stored.TopUp.ClaimedElsewhere(now));

        return step is TopUpStep.Credited or TopUpStep.Moved or TopUpStep.Reversed
            ? new Decision<TopUpStep>(step, Entry(stored.TopUp, step, now))
            {
                Beside = [TopUpTable.Replace(stored, step.TopUp)],
            }
            : new Decision<TopUpStep>(step);
    }

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

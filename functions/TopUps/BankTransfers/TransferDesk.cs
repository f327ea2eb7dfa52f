using System.Collections.Immutable;
using Billing.Platform;
using Billing.TopUps.Gateways.BankTransfer;

namespace Billing.TopUps.BankTransfers;

/// <summary>What became of a request to record a transfer.</summary>
/// <param name="IsRepeat">It was recorded before.</param>
/// <param name="Differences">The fields in which the earlier record differs; then nothing was done.</param>
public sealed record RecordedTransfer(
    ReceivedTransfer Transfer, bool IsRepeat, ImmutableArray<string> Differences);

/// <summary>
/// Takes received transfers in an order that a crash cannot hurt: which top-up a transfer pays is written down before
/// it is counted there, and what became of it last, so that one transfer never counts on two top-ups.
/// </summary>
public sealed class TransferDesk(
    BankTransferTable transfers,
    TopUpFinder finder,
    TopUpTable topUps,
    CaptureTable captures,
    TopUpDesk desk,
    TransferRules rules,
    TimeProvider clock)
{
    private const int MaxAttempts = 8;
    private const int MaxResumed = 100;

    private static readonly TransferFilter Interrupted = new(TransferStatus.Matched, null, null);

    /// <summary>Recording the same again goes on where it stopped.</summary>
    public async Task<RecordedTransfer> Record(ReceivedTransfer transfer, CancellationToken stop)
    {
        if (await transfers.Find(transfer.Id, stop) is { } earlier) return await Repeat(earlier, transfer, stop);

        var led = await Lead(transfer, stop);
        if (await transfers.Add(led, stop) is { } added) return new(await Count(added, stop), false, []);
        return await Repeat(await Stored(transfer.Id, stop), transfer, stop);
    }

    /// <summary>Null when there is no such transfer.</summary>
    public Task<Outcome<ReceivedTransfer, ApprovalRefusal>?> Approve(
        TransferId id, string by, CancellationToken stop) =>
        Change(id, transfer => transfer.Approve(by, clock.GetUtcNow()), stop);

    /// <summary>Null when there is no such transfer.</summary>
    public async Task<Outcome<ReceivedTransfer, MatchRefusal>?> Match(
        TransferId id, TransferReference reference, string reason, string by, CancellationToken stop)
    {
        var topUp = await finder.Find(PayMethod.BankTransfer, reference.Value, stop);
        var act = new TransferAct(TransferActKind.Matched, by, clock.GetUtcNow(), reference.Value, reason);
        return await Change(
            id, transfer => transfer.MatchTo(topUp?.Reference, act, rules.NeedsFourEyes), stop);
    }

    /// <summary>Goes on with transfers whose counting was cut short.</summary>
    /// <param name="olderThan">The last act of a transfer; whoever began later may still be at it.</param>
    public async Task Resume(DateTimeOffset olderThan, CancellationToken stop)
    {
        foreach (var transfer in await transfers.List(Interrupted, null, MaxResumed, stop))
            if (transfer.Acts[^1].At < olderThan && await transfers.Find(transfer.Id, stop) is { } stored)
                await Count(stored, stop);
    }

    private async Task<RecordedTransfer> Repeat(StoredTransfer stored, ReceivedTransfer sent, CancellationToken stop)
    {
        ImmutableArray<string> differences = [.. stored.Transfer.Differences(sent)];
        return differences.IsEmpty
            ? new(await Count(stored, stop), true, [])
            : new(stored.Transfer, true, differences);
    }

    private async Task<ReceivedTransfer> Lead(ReceivedTransfer transfer, CancellationToken stop)
    {
        var references = TransferReference.AllIn(transfer.Remittance);
        if (references.Count == 0) return transfer.LedTo(null, "no_reference", rules.NeedsFourEyes);
        if (references.Count > 1) return transfer.LedTo(null, "several_references", rules.NeedsFourEyes);

        var topUp = await finder.Find(PayMethod.BankTransfer, references.First().Value, stop);
        return transfer.LedTo(topUp?.Reference, topUp is null ? "unknown_reference" : null, rules.NeedsFourEyes);
    }

    private async Task<Outcome<ReceivedTransfer, TReason>?> Change<TReason>(
        TransferId id, Func<ReceivedTransfer, Outcome<ReceivedTransfer, TReason>> change, CancellationToken stop)
        where TReason : struct, Enum
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await transfers.Find(id, stop) is not { } stored) return null;
            if (!change(stored.Transfer).IsAccepted(out var after, out var refusal)) return refusal;
            if (ReferenceEquals(after, stored.Transfer)) return await Count(stored, stop);
            if (await transfers.Replace(stored, after, stop) is { } saved) return await Count(saved, stop);
        }
        throw new BusyException($"The transfer {id} kept changing.");
    }

    /// <summary>Counts a matched transfer on its top-up; any other stays as it is.</summary>
    private async Task<ReceivedTransfer> Count(StoredTransfer stored, CancellationToken stop)
    {
        var transfer = stored.Transfer;
        if (transfer is not { Status: TransferStatus.Matched, Of: { } of }) return transfer;

        var topUp = (await topUps.Find(of.Account, of.TopUp, stop))?.TopUp;
        Invariant.Holds(topUp is not null, "a top-up never disappears");
        await captures.Note(
            new(PayMethod.BankTransfer, transfer.ReceivedOn, transfer.Id.Value, transfer.Amount, of), stop);
        var received = new PaymentResult.Received(
            transfer.Amount, transfer.Id.Value, CalendarDay.Start(transfer.ReceivedOn));
        var counted = transfer.Counted(await desk.Settle(topUp, received, ResultSource.Notice, stop));
        var saved = await transfers.Replace(stored, counted, stop) ?? await Stored(transfer.Id, stop);
        return saved.Transfer;
    }

    private async Task<StoredTransfer> Stored(TransferId id, CancellationToken stop)
    {
        var stored = await transfers.Find(id, stop);
        Invariant.Holds(stored is not null, "a transfer never disappears");
        return stored;
    }
}

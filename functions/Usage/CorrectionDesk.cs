using Billing.Ledger;
using Billing.Platform;
using Billing.Platform.Telemetry;
using Billing.Pricing;

namespace Billing.Usage;

/// <summary>
/// Takes back what producers void, and charges anew what they amend: each exactly once, however often it is reported.
/// </summary>
public sealed class CorrectionDesk(
    UsageDesk desk, PriceCatalogue catalogue, QuarantineTable quarantine, UsageRules rules, TimeProvider clock)
{
    /// <summary>Each takes up to three rows of a transaction.</summary>
    private const int MaxAtOnce = 20;

    private readonly OriginalReader _ledger = new(desk.Table);

    /// <param name="events">All of this account, in the order of <see cref="EventOrder"/>.</param>
    public async Task<ChargedCounts> Correct(
        AccountId account, IReadOnlyList<ReportedEvent.Correcting> events, CancellationToken stop)
    {
        var (counts, done) = (default(ChargedCounts), 0);
        while (done < events.Count)
        {
            ReportedEvent.Correcting[] part = [.. events.Skip(done).Take(MaxAtOnce)];
            var corrected = await desk.DecideAfresh(account, Days(part), (head, ids, cancel) =>
                Decide(head, ids, part, cancel), stop);
            counts = counts.Plus(corrected);
            done += corrected.Taken;
            Instruments.UsageDuplicates.Add(corrected.Duplicates);
        }
        return counts;
    }

    /// <summary>Decides a correction again that a person has looked at: its age is no reason any more.</summary>
    public Task<ReplayResult> Replay(
        AccountId account, ReportedEvent.Correcting reported, QuarantinedEvent kept, CancellationToken stop) =>
        desk.DecideAfresh(account, Days([reported]), (head, ids, cancel) =>
            Decide(head, ids, reported, kept, cancel), stop);

    private async Task<Decision<Corrected>> Decide(
        AccountHead head, UsageIds ids, ReportedEvent.Correcting[] part, CancellationToken stop)
    {
        var now = head.TimeOf(clock.GetUtcNow());
        var corrected = (await Open(head, ids, part, rules, now, stop)).Fold(part);
        if (corrected.ChangesNothing) return new(corrected);

        await quarantine.Mark(head.Account, corrected.Quarantined, stop);
        return new(corrected, Entry(corrected, now) with { Quarantined = corrected.Quarantined });
    }

    private async Task<Decision<ReplayResult>> Decide(
        AccountHead head,
        UsageIds ids,
        ReportedEvent.Correcting reported,
        QuarantinedEvent kept,
        CancellationToken stop)
    {
        var now = head.TimeOf(clock.GetUtcNow());
        var isKept = ids.IsQuarantined(kept.Day, kept.Id);
        var fold = await Open(head, ids, [reported], rules.AnyAge, now, stop);
        if (!fold.Decide(reported.Correction).IsAccepted(out var fact, out var refusal))
            return isKept ? Refuse(refusal) : new(new ReplayResult.NotThere());
        if (fact is null)
            return UsageReplay.Known(kept, isKept, now);
        if (!isKept) return new(new ReplayResult.NotThere());

        var corrected = fold.Fold([reported]);
        if (corrected.Reversals.IsEmpty) return Refuse(RatingRefusal.BeyondLedger);

        var done = new ReplayResult.Rated();
        var once = corrected.Once.Add(ReplayedEvent.Key(kept, done));
        return new(done, Entry(corrected, now) with { Once = once, Released = [kept] });
    }

    private async Task<CorrectionFold> Open(
        AccountHead head,
        UsageIds ids,
        ReportedEvent.Correcting[] part,
        UsageRules within,
        DateTimeOffset now,
        CancellationToken stop)
    {
        var prices = await catalogue.Newest(stop);
        var originals = await Originals.Load(_ledger, head, [.. part.Select(it => it.Correction)], stop);
        return new(AccountBook.From(head.State), ids, originals, prices, within, head.Seq, now);
    }

    private static LedgerEntry Entry(Corrected corrected, DateTimeOffset now) => new(now)
    {
        Movements = corrected.Reversals,
        Lines = corrected.Lines,
        Once = corrected.Once,
        Released = corrected.Released,
    };

    private static Decision<ReplayResult> Refuse(RatingRefusal refusal) =>
        new(new ReplayResult.Refused(Problem.Code(refusal), RatingRefusals.Detail(refusal)));

    private static HashSet<DateOnly> Days(IEnumerable<ReportedEvent.Correcting> events) =>
        [.. events.Select(it => it.Correction.Day)];
}

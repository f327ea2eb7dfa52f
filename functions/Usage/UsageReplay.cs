using System.Text;
using Billing.Ledger;
using Billing.Platform;
using Billing.Pricing;

namespace Billing.Usage;

/// <summary>What became of a quarantined event that was decided again.</summary>
public abstract record ReplayResult
{
    private ReplayResult()
    {
    }

    public sealed record Rated : ReplayResult;

    /// <summary>The same event was charged meanwhile; nothing is left to do.</summary>
    public sealed record Duplicate : ReplayResult;

    /// <param name="Reason">The code under which it stays in quarantine.</param>
    public sealed record Refused(string Reason, string Detail) : ReplayResult;

    public sealed record NotThere : ReplayResult;
}

/// <summary>
/// Decides a quarantined event again, for a person who looked at it: its age is no reason any more. Once it is
/// charged, or found to be charged, it leaves quarantine in the same commit.
/// </summary>
public sealed class UsageReplay(
    UsageDesk desk,
    PriceCatalogue catalogue,
    UsageCharging charging,
    QuarantineTable quarantine,
    UsageRules rules,
    TimeProvider clock)
{
    /// <summary>Asked again, it answers as before.</summary>
    public async Task<ReplayResult> Replay(AccountId account, QuarantineId id, CancellationToken stop)
    {
        var kept = await quarantine.Find(account, id, stop);
        var result = kept is null ? new ReplayResult.NotThere() : await Decide(account, kept, stop);
        return result is ReplayResult.NotThere ? await ReplayedEvent.Earlier(desk.Table, account, id, stop) : result;
    }

    private async Task<ReplayResult> Decide(AccountId account, QuarantinedEvent kept, CancellationToken stop)
    {
        var json = Encoding.UTF8.GetBytes(kept.Event);
        var isRead = UsageBatch.Read(json, BatchForm.Any).IsAccepted(out var events, out _);
        if (isRead && events is [ReportedEvent.Correcting correcting])
            return await charging.Corrections.Replay(account, correcting, kept, stop);
        if (!isRead || events is not [ReportedEvent.Sound sound])
            return new ReplayResult.Refused(kept.Reason, kept.Detail);

        return await desk.DecideAfresh(
            account,
            [sound.Event.Day],
            (head, ids, cancel) => Decide(head, ids, sound.Event, kept, cancel),
            stop);
    }

    private async Task<Decision<ReplayResult>> Decide(
        AccountHead head,
        UsageIds ids,
        UsageEvent usage,
        QuarantinedEvent kept,
        CancellationToken stop)
    {
        var now = head.TimeOf(clock.GetUtcNow());
        var verdict = ids.Lookup(usage.Key, usage.Fingerprint, usage.Day);
        var isKept = ids.IsQuarantined(kept.Day, kept.Id);
        if (verdict == IdVerdict.Duplicate)
            return Known(kept, isKept, now);
        if (!isKept) return new(new ReplayResult.NotThere());
        if (verdict == IdVerdict.Conflict) return Refuse(RatingRefusal.IdConflict);

        // Asked for at each attempt, after its time: what was published before must be known to it.
        var prices = await catalogue.Newest(stop);

        // The currency is locked only for an event that can be charged.
        var opening = head.State.IsOpen ? null : await charging.Opening(head.Account, isLocked: false, stop);
        var isRated = Rate().IsAccepted(out var line, out var refusal);
        if (isRated && opening is not null)
        {
            opening = await charging.Opening(head.Account, isLocked: true, stop);
            isRated = Rate().IsAccepted(out line, out refusal);
        }
        if (!isRated) return Refuse(refusal);

        var done = new ReplayResult.Rated();
        return new(done, new LedgerEntry(now)
        {
            Movements = opening is null ? [] : [opening],
            Lines = [line!],
            Once = [ReplayedEvent.Key(kept, done)],
            Released = [kept],
        });

        Outcome<RatedLine, RatingRefusal> Rate()
        {
            var book = AccountBook.From(head.State);
            if (opening is not null) book.Apply(opening, head.Seq + 1, now);
            return new Rating(book, ids, prices, rules.AnyAge, now).Rate(usage);
        }
    }

    /// <summary>It was charged meanwhile: nothing but its row is left to take away.</summary>
    internal static Decision<ReplayResult> Known(QuarantinedEvent kept, bool isKept, DateTimeOffset now)
    {
        var done = new ReplayResult.Duplicate();
        var released = new LedgerEntry(now) { Once = [ReplayedEvent.Key(kept, done)], Released = [kept] };
        return new(done, isKept ? released : null);
    }

    private static Decision<ReplayResult> Refuse(RatingRefusal refusal) =>
        new(new ReplayResult.Refused(Problem.Code(refusal), RatingRefusals.Detail(refusal)));
}

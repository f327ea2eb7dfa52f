using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform.Telemetry;
using Billing.Pricing;

namespace Billing.Usage;

/// <summary>How many reported events were charged, kept in quarantine, known already, or took one back.</summary>
public readonly record struct ChargedCounts(int Rated, int Quarantined, int Duplicates, int Reversed = 0)
{
    public ChargedCounts Plus(Corrected corrected) => new(
        Rated + corrected.Lines.Length, Quarantined + corrected.Quarantined.Length,
        Duplicates + corrected.Duplicates, Reversed + corrected.Reversals.Length);

    public ChargedCounts Plus(ChargedCounts other) => new(
        Rated + other.Rated, Quarantined + other.Quarantined, Duplicates + other.Duplicates,
        Reversed + other.Reversed);

    public ChargedCounts Plus(Folded folded) => new(
        Rated + folded.Lines.Length, Quarantined + folded.Quarantined.Length, Duplicates + folded.Duplicates,
        Reversed);
}

/// <summary>
/// Charges one account for reported events, each exactly once, however often it is reported: fold and commit, in as
/// many commits as the events need. The first usage opens the account's ledger in the currency of its billing profile.
/// </summary>
public sealed class UsageCharging(
    UsageDesk desk,
    PriceCatalogue catalogue,
    ProfileTable profiles,
    QuarantineTable quarantine,
    UsageRules rules,
    TimeProvider clock)
{
    /// <summary>Each day and its neighbours are looked up.</summary>
    private const int MaxDaysAtOnce = 40;

    private readonly CorrectionDesk _corrections = new(desk, catalogue, quarantine, rules, clock);

    /// <summary>For corrections that a person has looked at.</summary>
    public CorrectionDesk Corrections => _corrections;

    /// <summary>Usage first, then what takes usage back.</summary>
    /// <param name="events">All of this account.</param>
    public async Task<ChargedCounts> Charge(
        AccountId account, IEnumerable<ReportedEvent> events, CancellationToken stop)
    {
        var sorted = EventOrder.Sorted(events);
        ReportedEvent.Correcting[] corrections = [.. sorted.OfType<ReportedEvent.Correcting>()];
        var counts = await Charge(account, sorted.AsMemory(..^corrections.Length), stop);
        return counts.Plus(await _corrections.Correct(account, corrections, stop));
    }

    private async Task<ChargedCounts> Charge(
        AccountId account, ReadOnlyMemory<ReportedEvent> rest, CancellationToken stop)
    {
        var (counts, limits) = (default(ChargedCounts), FoldLimits.Largest);
        while (!rest.IsEmpty)
        {
            try
            {
                var part = Part(rest, limits, out var days);
                var folded = await Commit(new(account, part, limits), days, stop);
                (counts, rest) = (counts.Plus(folded), rest[folded.Taken..]);
                Instruments.UsageDuplicates.Add(folded.Duplicates);
            }
            catch (LedgerEntryTooLargeException) when (limits.Events > 1)
            {
                limits = limits.Halved();
            }
        }
        return counts;
    }

    /// <summary>The currency and time zone that the account's ledger has, or would be opened with.</summary>
    /// <param name="isLocked">True before anything is committed: the currency then never changes again.</param>
    public async Task<MovementFact.Opened?> Opening(AccountId account, bool isLocked, CancellationToken stop)
    {
        var profile = isLocked
            ? await profiles.LockCurrency(account, stop)
            : await profiles.FindBuyer(account, stop);
        return profile is null ? null : new(profile.Currency, profile.TimeZone);
    }

    private async Task<Folded> Commit(Work work, HashSet<DateOnly> days, CancellationToken stop)
    {
        var latest = work.Events.Span[^1] is ReportedEvent.Sound last ? last.Event.Time : DateTimeOffset.MinValue;
        return await desk.Decide(work.Account, days, Decide, stop);

        // Prices are asked for at each attempt, after its time: what was published before must be known to it.
        async Task<Decision<Folded>> Decide(AccountHead head, UsageIds ids, CancellationToken cancel)
        {
            var now = head.TimeOf(clock.GetUtcNow());
            var prices = await catalogue.For(latest, cancel);
            return await this.Decide(work, new(head, ids, prices, now), cancel);
        }
    }

    private async Task<Decision<Folded>> Decide(Work work, Known known, CancellationToken stop)
    {
        var opening = known.Head.State.IsOpen ? null : await Opening(work.Account, isLocked: false, stop);
        var folded = Fold(work, known, opening);
        if (folded.LacksPrice && await catalogue.Newest(stop) is var newest && newest.Revision != known.Prices.Revision)
        {
            known = known with { Prices = newest };
            folded = Fold(work, known, opening);
        }
        if (opening is not null && !folded.Lines.IsEmpty)
        {
            opening = await Opening(work.Account, isLocked: true, stop);
            folded = Fold(work, known, opening);
        }
        if (folded.ChangesNothing) return new(folded);

        await quarantine.Mark(work.Account, folded.Quarantined, stop);
        return new(folded, new LedgerEntry(known.Now)
        {
            Movements = opening is null || folded.Lines.IsEmpty ? [] : [opening],
            Lines = folded.Lines,
            Quarantined = folded.Quarantined,
            Released = folded.Released,
        })
        {
            Learned = folded.Learned,
        };
    }

    private Folded Fold(Work work, Known known, MovementFact? opening)
    {
        var book = AccountBook.From(known.Head.State);
        if (opening is not null) book.Apply(opening, known.Head.Seq + 1, known.Now);
        return new Rating(book, known.Ids, known.Prices, rules, known.Now).Fold(work.Events.Span, work.Limits);
    }

    /// <summary>The first events, of few enough days.</summary>
    private static ReadOnlyMemory<ReportedEvent> Part(
        ReadOnlyMemory<ReportedEvent> events, FoldLimits limits, out HashSet<DateOnly> days)
    {
        days = [];
        var count = 0;
        foreach (var it in events.Span)
        {
            if (count == limits.Events) break;
            if (it is ReportedEvent.Sound { Event.Day: var day } && !days.Contains(day))
            {
                if (days.Count == MaxDaysAtOnce) break;
                days.Add(day);
            }
            count++;
        }
        return events[..count];
    }

    private sealed record Work(AccountId Account, ReadOnlyMemory<ReportedEvent> Events, FoldLimits Limits);

    private sealed record Known(AccountHead Head, UsageIds Ids, PriceBook Prices, DateTimeOffset Now);
}

using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.Pricing;

namespace Billing.Usage;

/// <summary>
/// Turns events into charged lines: the same book, events, identities, prices and time give the same lines, byte for
/// byte. A fold is used once; the book it was given has the lines applied afterwards.
/// </summary>
/// <param name="book">The account's working state; not open when the account has no currency yet.</param>
/// <param name="known">Identities of the events' days and their neighbours; not changed.</param>
public sealed class Rating(AccountBook book, UsageIds known, PriceBook prices, UsageRules rules, DateTimeOffset now)
{
    /// <summary>A day of so many events is likely to have most of those that follow.</summary>
    private const int Many = 8;

    private readonly LineSplit _split = new();
    private readonly ImmutableArray<RatedLine>.Builder _lines = ImmutableArray.CreateBuilder<RatedLine>();
    private readonly KeptEvents _kept = new(known, now);
    private readonly ImmutableArray<QuarantinedEvent>.Builder _released =
        ImmutableArray.CreateBuilder<QuarantinedEvent>();

    private readonly DateTimeOffset _latest = now + rules.MaxAhead;
    private readonly DateTimeOffset _earliest = now - rules.MaxAge;

    private RateCard? _card;
    private DateOnly _day;
    private int _rows;
    private int _chars;
    private int _duplicates;
    private bool _lacksPrice;

    /// <param name="events">In the order of <see cref="EventOrder"/>.</param>
    public Folded Fold(ReadOnlySpan<ReportedEvent> events, FoldLimits limits)
    {
        events = events[..Math.Min(events.Length, limits.Events)];
        _lines.Capacity = events.Length;
        var verdicts = Known(events);
        var taken = 0;
        for (; taken < events.Length && !IsFull(limits); taken++)
        {
            switch (events[taken])
            {
                case ReportedEvent.Sound sound:
                    Take(sound, verdicts[taken]);
                    break;
                case ReportedEvent.Faulty faulty:
                    Keep(faulty, Problem.Code(faulty.Fault), "The event cannot be read.");
                    break;
            }
        }
        return new(taken, _lines.DrainToImmutable(), _kept.Take(), _duplicates, _lacksPrice)
        {
            Learned = _kept.Own,
            Released = _released.DrainToImmutable(),
        };
    }

    private bool IsFull(FoldLimits limits) => _rows >= limits.Rows || _chars + _kept.Chars >= limits.Chars;

    /// <summary>
    /// What is known of each event from before: looks that do not wait for each other reach memory together.
    /// </summary>
    private IdVerdict[] Known(ReadOnlySpan<ReportedEvent> events)
    {
        var verdicts = new IdVerdict[events.Length];
        var (day, count) = (default(DateOnly), 0);
        for (var i = 0; i < verdicts.Length; i++)
        {
            if (events[i] is not ReportedEvent.Sound { Event: var usage }) continue;
            verdicts[i] = known.Lookup(usage.Key, usage.Fingerprint, usage.Day);
            if (usage.Day != day) (day, count) = (usage.Day, 0);
            if (++count == Many) _kept.Own.Expect(day, events.Length - i);
        }
        return verdicts;
    }

    /// <param name="verdict">What was known of it before the batch.</param>
    private void Take(ReportedEvent.Sound reported, IdVerdict verdict)
    {
        var usage = reported.Event;
        if (verdict == IdVerdict.New) verdict = _kept.Own.Lookup(usage.Key, usage.Fingerprint, usage.Day);
        if (verdict == IdVerdict.Duplicate)
        {
            _duplicates++;
            return;
        }

        if (verdict == IdVerdict.Conflict) Keep(reported, RatingRefusal.IdConflict);
        else if (Rate(usage).IsAccepted(out var line, out var refusal)) Post(usage, line);
        else Keep(reported, refusal);
    }

    /// <summary>What an event that is not known yet would be charged now; changes nothing.</summary>
    public Outcome<RatedLine, RatingRefusal> Rate(UsageEvent usage)
    {
        if (usage.Time > _latest) return RatingRefusal.InFuture;
        if (usage.Time < _earliest) return RatingRefusal.TooOld;
        if (!book.IsOpen) return RatingRefusal.AccountUnknown;
        if (Card(usage) is not { } card) return Lacking(RatingRefusal.UnknownMeter);
        if (card.At(usage.Time) is not { } version) return RatingRefusal.NoPriceYet;

        try
        {
            return version.Use(usage.Dimensions, usage.Stated, usage.Quantity).IsAccepted(out var use, out var lacking)
                ? Line(usage, version, use)
                : RatingRefusals.Of(lacking);
        }
        catch (OverflowException)
        {
            return RatingRefusal.BeyondLedger;
        }
    }

    private RatedLine Line(UsageEvent usage, PriceVersion version, PricedUse use)
    {
        var before = book.TierStart(usage.Service, usage.Meter, usage.Time);
        var dimensions = usage.Dimensions.Text;
        _split.Divide(use, before, book.Offers(new(usage.Service, usage.Meter, dimensions, usage.Time, now)));
        var amount = _split.Amount;

        // What the line adds to must be countable as well; checked arithmetic refuses it before anything is applied.
        _ = before + use.Billed;
        _ = new Amount(book.DebtUnits, amount.Currency) + amount;
        var (legs, isLate) = book.Draw(
            usage.Service, usage.Time, now, _split.Rest, _split.RestAmount, _split.Plan);
        return new(
            usage.Source, usage.Id, usage.Time, usage.Service, usage.Meter, dimensions,
            usage.Description ?? version.Terms.Description, version.Name,
            before, usage.Quantity, use.Billed, amount, legs, isLate || _split.IsLate)
        {
            Stated = usage.Stated?.Text ?? "",
            Amends = usage.Amends,
        };
    }

    private void Post(UsageEvent usage, RatedLine line)
    {
        var day = usage.Day;
        book.Apply(line, now);
        _kept.Own.Add(usage.Key, usage.Fingerprint, day);
        _lines.Add(line);
        if (known.HasQuarantined(day)) Release(usage);
        if (_lines.Count == 1 || day != _day) _rows++;
        _day = day;
        _chars += line.Source.Length + line.EventId.Length + line.Dimensions.Length + line.Description.Length + 64;
    }

    /// <summary>It was refused before, too early perhaps or without a price, and was sent again.</summary>
    private void Release(UsageEvent usage)
    {
        var (day, id) = (LedgerKeys.Day(usage.Day), usage.QuarantineId());
        if (!known.IsQuarantined(day, id)) return;
        _released.Add(new(day, id, Reason: "", Detail: "", Event: "", now));
        _rows++;
    }

    private void Keep(ReportedEvent reported, RatingRefusal refusal) =>
        Keep(reported, Problem.Code(refusal), RatingRefusals.Detail(refusal));

    private void Keep(ReportedEvent reported, string reason, string detail)
    {
        if (_kept.Add(reported, reason, detail)) _rows++;
        else _duplicates++;
    }

    private RatingRefusal Lacking(RatingRefusal refusal)
    {
        _lacksPrice = true;
        return refusal;
    }

    /// <summary>Events of one meter come in runs.</summary>
    private RateCard? Card(UsageEvent usage) =>
        _card is { } card && card.Id.Meter == usage.Meter && card.Id.Service == usage.Service
            ? card
            : _card = prices.Find(usage.Service, usage.Meter, book.Currency);
}

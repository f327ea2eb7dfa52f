using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Platform;
using Billing.Pricing;

namespace Billing.Usage;

/// <summary>What a fold made of the corrections it took, in the order in which it took them.</summary>
/// <param name="Taken">Corrections decided; the rest needs another commit.</param>
/// <param name="Lines">What an amendment is charged instead: one line at most.</param>
/// <param name="Duplicates">Corrections that were known already and change nothing.</param>
public sealed record Corrected(
    int Taken,
    ImmutableArray<MovementFact> Reversals,
    ImmutableArray<RatedLine> Lines,
    ImmutableArray<OnceKey> Once,
    ImmutableArray<QuarantinedEvent> Quarantined,
    int Duplicates)
{
    /// <summary>Corrections that were in quarantine and are carried out now.</summary>
    public ImmutableArray<QuarantinedEvent> Released { get; init; } = [];

    public bool ChangesNothing => Reversals.IsEmpty && Quarantined.IsEmpty;
}

/// <summary>
/// Turns voids and amendments into reversals, and amendments into a new line as well: pure, and used once. An amendment
/// ends a commit, because its line is charged after every reversal of the commit.
/// </summary>
/// <param name="book">The account's working state.</param>
/// <param name="known">Identities of the corrections' days and their neighbours; not changed.</param>
/// <param name="seq">The account's last sequence number.</param>
public sealed class CorrectionFold(
    AccountBook book,
    UsageIds known,
    Originals originals,
    PriceBook prices,
    UsageRules rules,
    long seq,
    DateTimeOffset now)
{
    /// <summary>Characters of one reversal: what one column can hold, with room for its postings.</summary>
    private const int MaxReversalChars = 24_000;

    private readonly UsageIds _own = new();
    private readonly KeptEvents _kept = new(known, now);
    private readonly Dictionary<LineId, string> _reversedBy = [];
    private readonly ImmutableArray<MovementFact>.Builder _facts = ImmutableArray.CreateBuilder<MovementFact>();
    private readonly ImmutableArray<OnceKey>.Builder _once = ImmutableArray.CreateBuilder<OnceKey>();
    private readonly ImmutableArray<QuarantinedEvent>.Builder _released =
        ImmutableArray.CreateBuilder<QuarantinedEvent>();

    private RatedLine? _line;
    private bool _isClosed;
    private int _duplicates;

    /// <param name="events">Corrections alone, in the order of <see cref="EventOrder"/>.</param>
    public Corrected Fold(ReadOnlySpan<ReportedEvent.Correcting> events)
    {
        var taken = 0;
        while (taken < events.Length && !_isClosed && Take(events[taken])) taken++;
        return new(
            taken, _facts.DrainToImmutable(), _line is null ? [] : [_line], _once.DrainToImmutable(), _kept.Take(),
            _duplicates)
        {
            Released = _released.DrainToImmutable(),
        };
    }

    /// <summary>The reversal that a correction comes to; null for one that is known. Changes nothing.</summary>
    public Outcome<MovementFact.UsageReversed?, RatingRefusal> Decide(Correction correction)
    {
        var original = originals.ByName[correction.Name];
        var verdict = Verdict(correction, original);
        if (verdict == IdVerdict.Duplicate) return (MovementFact.UsageReversed?)null;
        if (verdict == IdVerdict.Conflict) return RatingRefusal.IdConflict;
        if (correction.Time > now + rules.MaxAhead) return RatingRefusal.InFuture;
        if (correction.Time < now - rules.MaxAge) return RatingRefusal.TooOld;
        // A line newer than the head was read beside it: the commit will lose its race, and all is decided again.
        if (!book.IsOpen || original.Line is null || original.Id.SegmentSeq > seq) return RatingRefusal.OriginalUnknown;
        if ((original.ReversedBy ?? _reversedBy.GetValueOrDefault(original.Id)) is not null)
            return RatingRefusal.AlreadyReversed;

        var fact = Reversal(correction, original.Id, original.Line);
        if (MovementJson.Write(fact, []).Length > MaxReversalChars || !HasRoom(fact)) return RatingRefusal.BeyondLedger;
        return After(fact, correction.Replacement) is { } refusal ? refusal : fact;
    }

    /// <summary>
    /// Why the account cannot go on from the reversal; null if it can. An amendment is charged to what the reversal
    /// leaves: its tier position, lots and covers.
    /// </summary>
    private RatingRefusal? After(MovementFact.UsageReversed fact, UsageEvent? use)
    {
        try
        {
            var after = AccountBook.From(book.ToState());
            after.Apply(fact, seq + _facts.Count + 1, now);
            _ = after.Sums();
            if (use is null || Rate(after, use).IsAccepted(out _, out var refusal)) return null;
            return refusal;
        }
        catch (OverflowException)
        {
            return RatingRefusal.BeyondLedger;
        }
    }

    /// <summary>It may open the lots that have left the state, and one for debt that was settled since.</summary>
    private bool HasRoom(MovementFact.UsageReversed fact)
    {
        var lots = fact.Reopened.Length + (fact.Usage.Legs.Any(leg => leg.Kind == FundKind.Debt) ? 1 : 0);
        return lots == 0 || book.HasRoomFor(lots + Correction.LotsLeftFree);
    }

    private IdVerdict Verdict(Correction correction, KnownOriginal original)
    {
        if (original.ReversedBy == correction.Name) return IdVerdict.Duplicate;
        var verdict = known.Lookup(correction.Key, correction.Fingerprint, correction.Day);
        return verdict == IdVerdict.New
            ? _own.Lookup(correction.Key, correction.Fingerprint, correction.Day)
            : verdict;
    }

    private MovementFact.UsageReversed Reversal(Correction correction, LineId id, RatedLine line)
    {
        var gone = line.Legs.Where(leg => leg.Kind is FundKind.Voucher or FundKind.TopUp && !book.Holds(leg.Fund));
        var usage = ReversedUsage.Of(id, line, originals.Covers.At(line.Time, id.Seq));
        return new(usage, correction.By, [.. gone.Select(leg => originals.Lots[leg.Fund])]);
    }

    /// <summary>False if it needs a commit of its own.</summary>
    private bool Take(ReportedEvent.Correcting reported)
    {
        var correction = reported.Correction;
        if (!Decide(correction).IsAccepted(out var fact, out var refusal)) return Keep(reported, refusal);
        if (fact is null)
        {
            _duplicates++;
            return true;
        }

        book.Apply(fact, seq + _facts.Count + 1, now);
        if (correction.Replacement is { } use)
        {
            _isClosed = true;
            Invariant.Holds(Rate(book, use).IsAccepted(out _line, out _), "What was decided of an amendment is done");
        }
        Post(correction, fact);
        var (day, name) = (reported.Day, reported.QuarantineId);
        if (known.IsQuarantined(day, name)) _released.Add(new(day, name, Reason: "", Detail: "", Event: "", now));
        return true;
    }

    private void Post(Correction correction, MovementFact.UsageReversed fact)
    {
        _facts.Add(fact);
        _once.Add(correction.OnceForOriginal);
        if (correction.Replacement is null) _once.Add(correction.OnceForItself);
        _reversedBy.Add(fact.Usage.Line, correction.Name);
        _own.Add(correction.Key, correction.Fingerprint, correction.Day);
    }

    private bool Keep(ReportedEvent reported, RatingRefusal refusal)
    {
        if (!_kept.Add(reported, refusal)) _duplicates++;
        return true;
    }

    private Outcome<RatedLine, RatingRefusal> Rate(AccountBook from, UsageEvent use) =>
        new Rating(from, known, prices, rules, now).Rate(use);
}

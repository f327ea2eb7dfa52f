using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>An account's covers in the order in which they are chosen.</summary>
internal sealed partial class CoverShelf(ImmutableArray<Cover> covers)
{
    private readonly List<OpenCover> _covers = [.. covers.Select(cover => new OpenCover(cover))];
    private readonly List<CoverOffer> _offers = [];

    public ImmutableArray<Cover> ToCovers() => [.. _covers.Select(open => open.ToCover())];

    public long Sum()
    {
        var sum = 0L;
        foreach (var open in _covers) sum += open.Units;
        return sum;
    }

    public void Add(Cover cover)
    {
        var refusal = CoverRules.Refusal(cover.Terms, _covers.Select(open => open.Cover.Terms));
        Invariant.Holds(refusal is null, $"A cover's terms are within what the ledger holds: {refusal}");
        Invariant.Holds(_covers.Count < AccountState.MaxCovers, "An account has a bounded number of covers");
        Invariant.Holds(cover.Id.Value.Length <= AccountState.MaxLotIdLength, "A cover has a bounded size");
        Invariant.Holds(!_covers.Exists(open => open.Cover.Id == cover.Id), "A term of a plan is activated once");
        Insert(cover);
    }

    /// <summary>True while a cover may get back what it paid: it is in the state and its grace is not over.</summary>
    public bool IsHeld(LotId id, DateTimeOffset time) =>
        _covers.Find(open => open.Cover.Id == id) is { } held && !Expiry.IsPast(held.Cover.Terms.Until, time);

    /// <summary>What was exhausted stays so: others were told.</summary>
    /// <param name="seq">The line's sequence number.</param>
    public void GiveBack(ServiceName service, Leg leg, long seq) =>
        _covers.Find(open => open.Cover.Id == leg.Fund)?.GiveBack(service, leg, seq);

    /// <summary>What the covers could pay of a use, in their order; valid until the next call.</summary>
    public ReadOnlySpan<CoverOffer> Offers(in CoverUse use)
    {
        _offers.Clear();
        foreach (var open in _covers) if (open.Offer(use) is { } offer) _offers.Add(offer);
        return CollectionsMarshal.AsSpan(_offers);
    }

    /// <summary>
    /// I6, I7 and I8: each leg is paid by the next cover that may, within what is left of it; a cover that the line
    /// passes is exhausted by it. That it could pay no more follows from prices, which the audit holds against it.
    /// </summary>
    public CoveredPart Take(RatedLine line, DateTimeOffset decidedAt, List<OutboxFact> raised)
    {
        var part = default(CoveredPart);
        if (_covers.Count > 0)
        {
            var use = CoverUse.Of(line, decidedAt);
            foreach (var open in _covers)
            {
                if (part.Micros == line.Billed.Micros) break;
                if (open.Offer(use) is not { } offer) continue;
                if (offer.IsPast) part = part with { IsLate = true };
                else part = Take(open, offer, line, part, raised);
            }
        }
        var isRest = part.Legs == line.Legs.Length || line.Legs[part.Legs].Kind != FundKind.Plan;
        Invariant.Holds(isRest, "I8 covers pay in their order, each inside its window");
        return part;
    }

    private static CoveredPart Take(
        OpenCover open, in CoverOffer offer, RatedLine line, CoveredPart part, List<OutboxFact> raised)
    {
        var isPaying = part.Legs < line.Legs.Length && line.Legs[part.Legs] is { Kind: FundKind.Plan } next
            && next.Fund == offer.Cover;
        var (units, micros) = isPaying
            ? (line.Legs[part.Legs].Amount.Units, line.Legs[part.Legs].Quantity.Micros)
            : (0, 0);
        var taken = new CoveredPart(
            part.Legs + (isPaying ? 1 : 0), part.Units + units, part.Micros + micros,
            part.OwnPriced + (offer.Price is null ? 0 : micros), part.IsLate);
        var end = open.Pay(line.Service, units, micros, goesOn: taken.Micros < line.Billed.Micros);
        open.Tell(raised);
        if (end != CoverEnd.None) raised.Add(Fact(end, offer.Cover, line));
        return taken;
    }

    private static OutboxFact Fact(CoverEnd end, LotId cover, RatedLine line)
    {
        var body = new JsonObject
        {
            ["cover"] = cover.Value,
            ["service"] = line.Service.Value,
            ["source"] = line.Source,
            ["eventId"] = line.EventId,
            ["eventTime"] = MovementJson.Time(line.Time),
        };
        return new(end == CoverEnd.Plan ? RaisedFacts.PlanExhausted : RaisedFacts.QuotaExhausted, body.ToJsonString());
    }
}

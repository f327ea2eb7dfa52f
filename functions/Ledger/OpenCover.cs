using System.Collections.Immutable;
using Billing.Money;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>What a line did to a cover, if others must learn of it.</summary>
internal enum CoverEnd
{
    None = 0,
    Plan = 1,
    Quota = 2,
}

/// <summary>The working form of a cover: says what it could pay of a use, and pays.</summary>
internal sealed class OpenCover(Cover cover)
{
    private const int MaxRecent = 8;

    private readonly QuotaLeft[] _quotas = [.. cover.Quotas];
    private readonly List<RecentPrice> _recent = [];
    private readonly DateTimeOffset _paysFrom = cover.PaysFrom;
    private long _units = cover.Remaining.Units;
    private bool _isExhausted = cover.IsExhausted;
    private int _toldPercent = cover.ToldPercent;
    private long _tellsAt = CoverUsed.NextAt(cover);

    public Cover Cover => cover;

    public long Units => _units;

    public bool IsExhausted => _isExhausted;

    public Cover ToCover() => _units == cover.Remaining.Units && _quotas.AsSpan().SequenceEqual(cover.Quotas.AsSpan())
        && _isExhausted == cover.IsExhausted && _toldPercent == cover.ToldPercent
        ? cover
        : cover with
        {
            Remaining = cover.Remaining with { Units = _units }, Quotas = [.. _quotas], IsExhausted = _isExhausted,
            ToldPercent = _toldPercent,
        };

    /// <summary>Null if the use is not its own, or if nothing is left for it.</summary>
    public CoverOffer? Offer(in CoverUse use)
    {
        var terms = cover.Terms;
        if (_isExhausted) return null;
        if (use.Time < _paysFrom) return cover.Earlier.IsEmpty ? null : OfferOfBefore(use);
        if (!cover.Pays || use.Time >= terms.Until || !terms.Scope.Includes(use.Service)) return null;
        return Offer(use, terms.Prices.IsEmpty ? null : PriceOf(use), terms.Until);
    }

    /// <summary>By the terms that held at the time of the use; total and quotas are those of now.</summary>
    private CoverOffer? OfferOfBefore(in CoverUse use)
    {
        foreach (var span in cover.Earlier)
        {
            if (!span.Holds(use.Time) || !span.Scope.Includes(use.Service)) continue;
            var price = CoverPrice.Of(span.Prices, use.Service, use.Meter, use.Dimensions);
            return Offer(use, price?.Rate, span.Until);
        }
        return null;
    }

    private CoverOffer? Offer(in CoverUse use, Rate? price, DateTimeOffset? until)
    {
        var (money, units) = (cover.Remaining with { Units = _units }, new Quantity(long.MaxValue));
        if (QuotaOf(use.Service) is >= 0 and var at)
        {
            ref readonly var left = ref _quotas[at];
            if (left.IsExhausted) return null;
            if (left.Money is { } most) money = Amount.Min(money, most);
            units = left.Units ?? units;
        }
        return new(cover.Id, money, units, price, Expiry.IsPast(until, use.DecidedAt));
    }

    /// <summary>
    /// A line that goes on to the next fund has found too little here: in the service's quota, or else in the total.
    /// </summary>
    /// <param name="goesOn">True if this cover pays for less than what was left of the line.</param>
    public CoverEnd Pay(ServiceName service, long units, long micros, bool goesOn)
    {
        _units -= units;
        Invariant.Holds(_units >= 0, "I6 a cover is never negative");
        var at = QuotaOf(service);
        if (at >= 0) Take(ref _quotas[at], units, micros);
        if (_units == 0) return EndAll();
        if (at >= 0 && (IsEmpty(_quotas[at]) || (goesOn && _quotas[at].Money?.Units < _units)))
        {
            _quotas[at] = _quotas[at] with { IsExhausted = true };
            return CoverEnd.Quota;
        }
        return goesOn ? EndAll() : CoverEnd.None;
    }

    /// <summary>
    /// Total and quota regain what a line took of them; I7 keeps them within what was granted. A quota regains
    /// nothing of a line that it did not count.
    /// </summary>
    /// <param name="seq">The line's sequence number.</param>
    public void GiveBack(ServiceName service, in Leg leg, long seq)
    {
        _units += leg.Amount.Units;
        if (QuotaOf(service) is >= 0 and var at)
        {
            ref var left = ref _quotas[at];
            var micros = seq > left.UnitsSince ? leg.Quantity.Micros : 0;
            Take(ref left, seq > left.MoneySince ? -leg.Amount.Units : 0, -micros);
        }
        Invariant.Holds(_units <= cover.Terms.Total.Units, "I7 no cover holds more than was granted");
    }

    /// <summary>The shares of the total that others must learn of now, each once.</summary>
    public void Tell(List<OutboxFact> raised)
    {
        if (_units > _tellsAt) return;

        foreach (var percent in CoverUsed.Untold(ToCover()))
        {
            raised.Add(CoverUsed.Fact(cover.Id, percent));
            _toldPercent = percent;
        }
        _tellsAt = CoverUsed.NextAt(ToCover());
    }

    private static void Take(ref QuotaLeft left, long units, long micros)
    {
        if (left.Money is { } money) left = left with { Money = money with { Units = money.Units - units } };
        if (left.Units is { } quantity) left = left with { Units = new(quantity.Micros - micros) };
        Invariant.Holds(
            !(left.Money?.IsNegative ?? false) && left.Units is not { Micros: < 0 }, "I6 a quota is never negative");
    }

    private static bool IsEmpty(in QuotaLeft left) => left.Money is { IsZero: true } || left.Units is { IsZero: true };

    private CoverEnd EndAll()
    {
        _isExhausted = true;
        return CoverEnd.Plan;
    }

    private int QuotaOf(ServiceName service)
    {
        var quotas = cover.Terms.Quotas;
        for (var i = 0; i < quotas.Length; i++) if (quotas[i].Service == service) return i;
        return -1;
    }

    /// <summary>Uses come from a few meters, and their names are mostly the same objects.</summary>
    private Rate? PriceOf(in CoverUse use)
    {
        foreach (var recent in _recent) if (recent.Is(use)) return recent.Rate;

        var rate = cover.Terms.PriceOf(use.Service, use.Meter, use.Dimensions)?.Rate;
        if (_recent.Count == MaxRecent) _recent.Clear();
        _recent.Add(new(use.Service, use.Meter, use.Dimensions, rate));
        return rate;
    }

    private sealed record RecentPrice(ServiceName Service, MeterName Meter, string Dimensions, Rate? Rate)
    {
        public bool Is(in CoverUse use) =>
            Meter == use.Meter && Service == use.Service && Dimensions == use.Dimensions;
    }
}

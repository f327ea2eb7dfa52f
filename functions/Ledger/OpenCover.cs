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
    private long _units = cover.Remaining.Units;
    private bool _isExhausted = cover.IsExhausted;

    public Cover Cover => cover;

    public long Units => _units;

    public bool IsExhausted => _isExhausted;

    public Cover ToCover() => _units == cover.Remaining.Units && _quotas.AsSpan().SequenceEqual(cover.Quotas.AsSpan())
        && _isExhausted == cover.IsExhausted
        ? cover
        : cover with
        {
            Remaining = cover.Remaining with { Units = _units }, Quotas = [.. _quotas], IsExhausted = _isExhausted,
        };

    /// <summary>Null if the use is not its own, or if nothing is left for it.</summary>
    public CoverOffer? Offer(in CoverUse use)
    {
        var terms = cover.Terms;
        if (_isExhausted || use.Time < terms.From || use.Time >= terms.Until || !terms.Scope.Includes(use.Service))
            return null;
        var (money, units) = (cover.Remaining with { Units = _units }, new Quantity(long.MaxValue));
        if (QuotaOf(use.Service) is >= 0 and var at)
        {
            ref readonly var left = ref _quotas[at];
            if (left.IsExhausted) return null;
            if (left.Money is { } most) money = Amount.Min(money, most);
            units = left.Units ?? units;
        }
        return new(cover.Id, money, units, PriceOf(use), Expiry.IsPast(terms.Until, use.DecidedAt));
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

    /// <summary>Total and quota regain what a line took of them; I7 keeps them within what was granted.</summary>
    public void GiveBack(ServiceName service, long units, long micros)
    {
        _units += units;
        if (QuotaOf(service) is >= 0 and var at) Take(ref _quotas[at], -units, -micros);
        Invariant.Holds(_units <= cover.Terms.Total.Units, "I7 no cover holds more than was granted");
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
        if (cover.Terms.Prices.IsEmpty) return null;
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

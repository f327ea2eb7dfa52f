using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Pricing;

/// <summary>
/// How a quantity becomes money. The set is closed; every cost is one exact fraction, rounded once.
/// </summary>
public abstract record PriceModel
{
    private PriceModel()
    {
    }

    /// <summary>The quantity that a price is stated for, such as 1,000,000 tokens.</summary>
    public abstract Quantity Per { get; }

    /// <summary>What is charged, part by part, in the order in which the quantity is used up.</summary>
    /// <param name="before">Billed quantity of the month before this line.</param>
    public abstract IEnumerable<PricedPart> Path(Quantity before, Quantity billed);

    /// <summary>The sum of the path, rounded once, half away from zero.</summary>
    /// <exception cref="OverflowException">It does not fit in a ledger amount.</exception>
    public virtual Amount Cost(Quantity before, Quantity billed)
    {
        var (numerator, currency) = (Int128.Zero, default(Currency));
        foreach (var part in Path(before, billed))
        {
            numerator += part.Rate.Numerator(part.Quantity);
            currency = part.Rate.Price.Currency;
        }
        return new(Rounding.HalfAwayFromZero(numerator, Per.Micros), currency);
    }

    /// <summary>The same price for every unit.</summary>
    public sealed record PerUnit(Rate Rate) : PriceModel
    {
        public override Quantity Per => Rate.Per;

        public override IEnumerable<PricedPart> Path(Quantity before, Quantity billed) => [new(1, billed, Rate)];

        public override Amount Cost(Quantity before, Quantity billed) => Rate.Of(billed);
    }

    /// <summary>Each part of the month's quantity costs the price of the tier it falls in.</summary>
    public sealed record Graduated(Tiers Tiers) : PriceModel
    {
        public override Quantity Per => Tiers.Per;

        public override IEnumerable<PricedPart> Path(Quantity before, Quantity billed)
        {
            var (from, left) = (before, billed);
            for (var i = 0; i < Tiers.Count; i++)
            {
                if (Tiers.End(i) is { } end && end <= from) continue;

                var part = Tiers.End(i) is { } limit ? Quantity.Min(left, limit - from) : left;
                yield return new(i + 1, part, Tiers.RateOf(i));
                (from, left) = (from + part, left - part);
                if (left.IsZero) yield break;
            }
        }
    }

    /// <summary>
    /// The whole line costs the price of the tier that the month's total, this line included, has reached.
    /// </summary>
    public sealed record Volume(Tiers Tiers) : PriceModel
    {
        public override Quantity Per => Tiers.Per;

        public override IEnumerable<PricedPart> Path(Quantity before, Quantity billed)
        {
            var tier = Tiers.Reached(before + billed);
            return [new(tier + 1, billed, Tiers.RateOf(tier))];
        }
    }

    /// <summary>
    /// Whole packages, paid when the month's total begins them; the rest of a begun package is free.
    /// </summary>
    /// <param name="Rate">The price of one package and its size.</param>
    public sealed record Package(Rate Rate) : PriceModel
    {
        public override Quantity Per => Rate.Per;

        public override IEnumerable<PricedPart> Path(Quantity before, Quantity billed)
        {
            var begun = Begun(before + billed) - Begun(before);
            return [new(1, new(begun * Rate.Per.Micros), Rate)];
        }

        private long Begun(Quantity total) => Rounding.Up(total.Micros, Rate.Per.Micros);
    }
}

/// <summary>A part of a quantity and the price it is charged at.</summary>
/// <param name="Tier">Counted from 1.</param>
public readonly record struct PricedPart(int Tier, Quantity Quantity, Rate Rate);

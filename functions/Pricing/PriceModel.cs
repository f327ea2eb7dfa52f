using System.Collections.Immutable;
using Billing.Money;
using Billing.Platform;

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

    /// <summary>The same for the first part of a line: only a volume price looks at where the line ends.</summary>
    /// <param name="line">The line's quantity from the part's beginning on.</param>
    public virtual IEnumerable<PricedPart> Path(Quantity before, Quantity part, Quantity line) => Path(before, part);

    /// <summary>The sum of the path, rounded once, half away from zero.</summary>
    /// <exception cref="OverflowException">It does not fit in a ledger amount.</exception>
    public virtual Amount Cost(Quantity before, Quantity billed) => Sum(Path(before, billed));

    /// <summary>The cost of the first part of a line.</summary>
    /// <exception cref="OverflowException">It does not fit in a ledger amount.</exception>
    public Amount Cost(Quantity before, Quantity part, Quantity line) =>
        part == line ? Cost(before, line) : Sum(Path(before, part, line));

    private Amount Sum(IEnumerable<PricedPart> path)
    {
        var (numerator, currency) = (Int128.Zero, default(Currency));
        foreach (var part in path)
        {
            numerator += part.Rate.Numerator(part.Quantity);
            currency = part.Rate.Price.Currency;
        }
        return new(Rounding.HalfAwayFromZero(numerator, Per.Micros), currency);
    }

    /// <summary>The model for a use whose event states this of money; most take no such statement.</summary>
    public virtual Outcome<PriceModel, PriceRefusal> With(StatedPrice? stated, Quantity billed) =>
        stated is null ? this : PriceRefusal.PriceNotAllowed;

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

        public override IEnumerable<PricedPart> Path(Quantity before, Quantity billed) =>
            Path(before, billed, billed);

        public override IEnumerable<PricedPart> Path(Quantity before, Quantity part, Quantity line)
        {
            var tier = Tiers.Reached(before + line);
            return [new(tier + 1, part, Tiers.RateOf(tier))];
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

    /// <summary>A share of a sum that the event reports as its quantity, in the rate card's currency.</summary>
    /// <param name="BasisPoints">Hundredths of a percent: 2,000 is 20 %.</param>
    public sealed record Percentage(int BasisPoints, Currency Currency) : PriceModel
    {
        public const int MaxBasisPoints = 100_000;

        private const int Whole = 10_000;

        public override Quantity Per => Quantity.Of(1);

        /// <summary>So much for each major unit: exact, as every currency's ledger has digits enough.</summary>
        public Rate Rate => new(new(Currency.UnitsPerMajor / Whole * BasisPoints, Currency), Per);

        public override Outcome<PriceModel, PriceRefusal> With(StatedPrice? stated, Quantity billed)
        {
            if (stated is null) return PriceRefusal.PriceMissing;
            if (stated.Currency != Currency) return PriceRefusal.CurrencyMismatch;
            return stated.Kind == StatedPriceKind.Currency ? this : PriceRefusal.PriceNotAllowed;
        }

        public override IEnumerable<PricedPart> Path(Quantity before, Quantity billed) => [new(1, billed, Rate)];
    }

    /// <summary>The event names its price, within limits; that is then the price of each of its units.</summary>
    public sealed record CallerPriced(CallerLimits Limits) : PriceModel
    {
        public override Quantity Per => Limits.Per;

        public override Outcome<PriceModel, PriceRefusal> With(StatedPrice? stated, Quantity billed) =>
            Limits.Rate(stated, billed).IsAccepted(out var rate, out var refusal) ? new PerUnit(rate) : refusal;

        /// <exception cref="InvariantException">There is no path before the event's price is known.</exception>
        public override IEnumerable<PricedPart> Path(Quantity before, Quantity billed) =>
            throw new InvariantException("A caller's price is asked for before it is used");
    }
}

/// <summary>A part of a quantity and the price it is charged at.</summary>
/// <param name="Tier">Counted from 1.</param>
public readonly record struct PricedPart(int Tier, Quantity Quantity, Rate Rate);

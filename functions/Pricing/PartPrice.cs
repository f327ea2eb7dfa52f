using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Pricing;

/// <summary>The price of the next part of a line: a flat rate, or a rate card's model from a position on.</summary>
/// <param name="Model">Null for the flat rate.</param>
/// <param name="Position">Billed quantity of the month before the part.</param>
/// <param name="Line">What is left of the line: a volume price looks at its end.</param>
public readonly record struct PartPrice(PriceModel? Model, Rate Flat, Quantity Position, Quantity Line)
{
    /// <summary>The cost of a part, rounded once. A larger part never costs less.</summary>
    /// <exception cref="OverflowException">It is beyond what can be counted.</exception>
    public Amount Of(Quantity part) => Model is null ? Flat.Of(part) : Model.Cost(Position, part, Line);

    public ImmutableArray<PricedPart> Path(Quantity part)
    {
        if (part.IsZero) return [];
        return Model is null ? [new(1, part, Flat)] : [.. Model.Path(Position, part, Line)];
    }

    /// <summary>The largest part that costs no more than the limit, and its cost.</summary>
    public (Quantity Part, Amount Cost) Within(Amount limit, Quantity most)
    {
        var whole = Of(most);
        if (whole <= limit) return (most, whole);

        var (fits, tooMuch) = (0L, most.Micros);
        while (tooMuch - fits > 1)
        {
            var middle = fits + (tooMuch - fits) / 2;
            if (Of(new(middle)) <= limit) fits = middle;
            else tooMuch = middle;
        }
        return (new(fits), Of(new(fits)));
    }
}

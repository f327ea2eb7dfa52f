using Billing.Platform;

namespace Billing.Ledger;

/// <summary>What holds for each line by itself.</summary>
public static class LineRules
{
    /// <summary>
    /// I3: the legs sum to the line, in money and in quantity. A free line has no legs; what is free of a line beside
    /// what a plan covers has none either. A plan may cover at the price of nothing: then it pays for a quantity.
    /// </summary>
    public static void Conserves(RatedLine line)
    {
        Invariant.Holds(line.Amount.Units >= 0 && line.Billed.Micros >= 0, "I3 a line charges zero or more");
        long units = 0, micros = 0;
        foreach (ref readonly var leg in line.Legs.AsSpan())
        {
            var pays = leg.Amount.Units > 0 || (leg.Kind == FundKind.Plan && leg.Quantity.Micros > 0);
            Invariant.Holds(pays && leg.Amount.Units >= 0 && leg.Quantity.Micros >= 0, "I3 a leg pays something");
            Invariant.Holds(
                leg.Amount.Currency == line.Amount.Currency, "I3 legs are in the line's currency");
            units += leg.Amount.Units;
            micros += leg.Quantity.Micros;
        }
        Invariant.Holds(units == line.Amount.Units, "I3 the legs' amounts sum to the line's");
        var isWhole = line.Legs.IsEmpty || micros == line.Billed.Micros || HasFreeRest(line, micros);
        Invariant.Holds(isWhole, "I3 the legs' quantities sum to the line's");
    }

    /// <param name="micros">The quantity of all legs.</param>
    private static bool HasFreeRest(RatedLine line, long micros) =>
        !line.Legs.IsEmpty && line.Legs[^1].Kind == FundKind.Plan && micros < line.Billed.Micros;
}

using Billing.Ledger;

namespace Billing.History;

/// <summary>Says why a billing plan paid for a charge, or why none did.</summary>
public static class CoverDecision
{
    public const string Covered = "plan";
    public const string CoveredInPart = "plan until it was used up";
    public const string Late = "reported after the grace of what would have paid";
    public const string UsedUp = "plan used up";
    public const string OtherService = "no plan for this service";
    public const string OtherTime = "no plan at this time";
    public const string NoPlan = "no plan";

    /// <param name="known">The plans that had been activated when the line was charged.</param>
    public static string Of(RatedLine line, IReadOnlyCollection<CoverTerms> known)
    {
        var paid = line.Legs.Where(leg => leg.Kind == FundKind.Plan).Sum(leg => leg.Quantity.Micros);
        if (paid > 0) return paid == line.Billed.Micros ? Covered : CoveredInPart;
        if (known.Count == 0 || line.Billed.IsZero) return NoPlan;

        var atTime = known.Where(terms => terms.From <= line.Time && !(line.Time >= terms.Until)).ToList();
        if (atTime.Count == 0) return OtherTime;
        if (!atTime.Exists(terms => terms.Scope.Includes(line.Service))) return OtherService;
        return line.IsLate ? Late : UsedUp;
    }
}

using Billing.Ledger;
using Billing.Money;
using Billing.Plans;

namespace Billing.TopUps;

/// <summary>A payment that is made for an instalment of a billing plan.</summary>
public sealed partial record TopUp
{
    /// <summary>The money was not all there any more when it was heard of.</summary>
    public const string ReversedBefore = "reversed_before";

    /// <summary>The instalment that it is to pay; null where it is to become credit.</summary>
    public PlanPart? For { get; init; }

    /// <summary>Its money paid the plan; else it became credit.</summary>
    public bool HasPaidPlan { get; init; }

    /// <summary>
    /// What the plan is told of the captured money; null where it is for none. Money of which something went back
    /// before, or that is disputed, pays no plan: it is credit, and taken out of that again.
    /// </summary>
    public PlanFact.Paid? PaysPlan => For is { } part && Credited is { } captured && Moves.IsEmpty
        ? new(part.Instalment, Id.Value, Method.Value, captured)
        : null;

    public TopUp AsPlanPayment() => this with { HasPaidPlan = true };

    /// <summary>Nothing is lost: what the plan does not take is credit.</summary>
    public TopUp AsCredit(string reason) => For is null ? this : this with { Reason = reason };

    private MovementFact Capture(Amount captured) => HasPaidPlan && For is { } part
        ? new MovementFact.PlanPaid(part.Plan.Value, part.Instalment, Id.Value, Method.Value, captured)
        : new MovementFact.TopUpCredited(Id.Value, Method.Value, captured);
}

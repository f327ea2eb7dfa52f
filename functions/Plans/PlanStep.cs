using System.Collections.Immutable;
using Billing.Ledger;

namespace Billing.Plans;

/// <summary>What a fact makes of a plan, and what must be committed with it.</summary>
/// <param name="Movements">In order.</param>
/// <param name="Facts">What others learn.</param>
public sealed record PlanStep(Plan Plan, ImmutableArray<MovementFact> Movements, ImmutableArray<OutboxFact> Facts)
{
    public PlanStep(Plan plan)
        : this(plan, [], [])
    {
    }

    public PlanStep Move(MovementFact movement) => this with { Movements = Movements.Add(movement) };

    /// <param name="more">Ends the fact's body.</param>
    public PlanStep Tell(string kind, DateTimeOffset at, params (string Name, object? Value)[] more) =>
        this with { Facts = Facts.Add(PlanTold.Fact(kind, Plan, at, more)) };

    /// <summary>Another step on top of this one.</summary>
    public PlanStep Then(Func<Plan, PlanStep> next)
    {
        var after = next(Plan);
        return new(after.Plan, Movements.AddRange(after.Movements), Facts.AddRange(after.Facts));
    }
}

using Billing.Money;
using Billing.TopUps;

namespace Billing.Plans.Payments;

/// <summary>An instalment that was paid from the balance, at once.</summary>
public sealed record PaidInstalment(
    ShownStatus Status, string Plan, int Instalment, Amount Amount, DateTimeOffset? PaidAt, PlanStatus PlanStatus)
{
    public static PaidInstalment Of(Instalment part, Plan plan) =>
        new(ShownStatus.Success, plan.Id.Value, part.Number, part.Amount, part.PaidAt, plan.Status);
}

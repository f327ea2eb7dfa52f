namespace Billing.Plans;

/// <summary>The instalment of a billing plan that a payment is for.</summary>
/// <param name="Instalment">Its number within the plan.</param>
/// <param name="Name">What the customer knew the plan by when the payment began; receipts never change.</param>
public sealed record PlanPart(PlanId Plan, int Instalment, string? Name = null);

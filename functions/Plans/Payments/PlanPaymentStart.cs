using System.Collections.Immutable;
using Billing.ExchangeRates;
using Billing.TopUps;
using Billing.TopUps.Gateways;

namespace Billing.Plans.Payments;

/// <summary>An instalment that is to be paid through a gateway or by bank transfer.</summary>
/// <param name="Id">Of the payment, if no earlier one of the instalment is open.</param>
public sealed record PlanPaymentOrder(TopUpId Id, Plan Plan, Instalment Part, PlanPaymentWish Wish, Payer Payer);

/// <summary>What came of beginning a payment for a plan. The set is closed.</summary>
public abstract record PlanPaymentStart
{
    private PlanPaymentStart()
    {
    }

    /// <summary>It waits for the customer, as it did if it began before.</summary>
    public sealed record Began(TopUp TopUp) : PlanPaymentStart;

    /// <summary>It cannot be paid in this way.</summary>
    public sealed record Unpayable(ImmutableArray<QuoteFault> Faults) : PlanPaymentStart;

    public sealed record NotExchanged(ExchangeRefusal Reason) : PlanPaymentStart;

    public sealed record NotStarted(StartRefusal Reason) : PlanPaymentStart;

    /// <summary>The account has no billing profile.</summary>
    public sealed record NoProfile : PlanPaymentStart;
}

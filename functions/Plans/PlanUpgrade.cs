using Billing.Money;

namespace Billing.Plans;

/// <summary>More of the same terms at the same price.</summary>
public static class PlanUpgrade
{
    /// <summary>Nobody looks at an upgrade by policy, so it is bounded.</summary>
    public const int MaxTimes = 10;

    /// <summary>Whether more may be had without a person's word.</summary>
    public static bool MayBeRaisedTo(this PlanTerms terms, Amount total) =>
        total > terms.Total
        && total.Units / MaxTimes <= terms.Total.Units
        && terms.Payment.Price.Units <= long.MaxValue / (MaxTimes + 1);

    /// <summary>
    /// The terms with this total; price and its parts grow by the same share, to whole minor units, the price rounded
    /// half up.
    /// </summary>
    public static PlanTerms RaisedTo(this PlanTerms terms, Amount total)
    {
        var payment = terms.Payment;
        var minor = Rounding.HalfAwayFromZero(
            (Int128)payment.Price.Units * total.Units, (Int128)terms.Total.Units * total.Currency.UnitsPerMinor);
        var parts = payment.Schedule.IsEmpty
            ? []
            : Allocation.ByLargestRemainder(minor, [.. payment.Schedule.Select(part => part.Amount.ToMinor())]);
        return terms with
        {
            Cover = terms.Cover with { Total = total },
            Payment = payment with
            {
                Price = Amount.OfMinor(minor, total.Currency),
                Schedule =
                [
                    .. payment.Schedule.Zip(parts, (part, raised) =>
                        part with { Amount = Amount.OfMinor(raised, total.Currency) }),
                ],
            },
        };
    }
}

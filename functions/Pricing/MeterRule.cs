using Billing.Money;

namespace Billing.Pricing;

/// <summary>What of a reported quantity is billed, and what a line costs at least.</summary>
/// <param name="RoundUpTo">
/// The quantum whose begun units count whole (15 minutes); null bills exactly what was reported.
/// </param>
/// <param name="MinimumQuantity">The least that is billed of any use; zero for none.</param>
/// <param name="MinimumCharge">The least that a line of any use costs; null for none.</param>
public sealed record MeterRule(Quantity? RoundUpTo, Quantity MinimumQuantity, Amount? MinimumCharge)
{
    public static MeterRule Exact { get; } = new(null, Quantity.Zero, null);

    /// <summary>No use is billed as none; else at least the minimum, rounded up to whole quanta.</summary>
    /// <exception cref="OverflowException">The rounded quantity is beyond what can be counted.</exception>
    public Quantity Billed(Quantity reported)
    {
        if (reported.IsZero) return reported;

        var least = reported < MinimumQuantity ? MinimumQuantity : reported;
        if (RoundUpTo is not { } quantum) return least;
        return new(Rounding.Up(least.Micros, quantum.Micros) * quantum.Micros);
    }

    /// <summary>Raises the cost of a line with any use to the minimum.</summary>
    public Amount Charged(Quantity billed, Amount cost) =>
        MinimumCharge is { } minimum && !billed.IsZero && cost < minimum ? minimum : cost;
}

namespace Billing.LocalHost.Demo;

/// <summary>A customer of the demo, the credit it gets, and what must be left when the usage is charged.</summary>
/// <param name="Vouchers">Amounts in the order in which they must be used; the first is for the demo's service
/// only.</param>
/// <param name="TopUp">Null buys no credit.</param>
public sealed record DemoCustomer(
    string Account, string Token, string Country, string Currency, IReadOnlyList<decimal> Vouchers, decimal? TopUp)
{
    /// <summary>What the vouchers and the top-up must have left after a cost: vouchers pay first.</summary>
    public (decimal Voucher, decimal TopUp) Left(decimal cost)
    {
        var voucher = Vouchers.Sum();
        return (Math.Max(0, voucher - cost), (TopUp ?? 0) - Math.Max(0, cost - voucher));
    }
}

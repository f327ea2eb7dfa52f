using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Pricing;

public sealed class PostedPricesCoversTests
{
    private static readonly CoverTerms Own = Terms("4") with { Prices = [Price("0.5", "1", meter: CoverFold.Images)] };

    /// <summary>A use of 10 at 1.00, by a plan of 4 at 0.50; then the same, told otherwise.</summary>
    [Theory]
    [InlineData("8=4 2=2", "right")]
    [InlineData("7=3.5 3=3", "comes to")]
    [InlineData("8=3 2=3", "other parts")]
    [InlineData("7=4 3=2", "other parts")]
    [InlineData("- 10=6", "other parts")]
    [InlineData("- 10=10", "comes to")]
    [InlineData("4=4 6=6", "comes to")]
    public void Each_part_must_be_the_one_that_the_plan_could_pay(string parts, string fault)
    {
        var fold = new CoverFold(Some.PerUnit("1", "1"), null, Activated(Own, "p"));
        var before = AccountBook.From(fold.Book.ToState());
        Assert.Equal("p 8=4, debt 2=2", fold.Use("10"));
        var legs = parts.Split(' ').Zip([FundKind.Plan, FundKind.Debt], Leg).OfType<Leg>().ToArray();
        var told = fold.Last with
        {
            Legs = [.. legs], Amount = new(legs.Sum(leg => leg.Amount.Units), Currency.Usd),
        };

        var found = new PostedPrices(fold.Prices).Fault(told, Noon, before) ?? "right";

        Assert.Contains(fault, found, StringComparison.Ordinal);
    }

    private static Leg? Leg(string part, FundKind kind) => part == "-" ? null : new(
        kind, new(kind == FundKind.Plan ? "plan:p:1" : ""), Quantity.Parse(part.Split('=')[0]),
        Usd(part.Split('=')[1]));
}

using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;

namespace Billing.Functions.Tests.Pricing;

public sealed class PostedPricesTests
{
    private static readonly DateTimeOffset Raised = Some.Noon.AddDays(1);

    private static readonly PriceBook Book = Some.Prices(new RateCard(Some.Card("gpu/hours/USD"),
    [
        new(Some.Card("gpu/hours/USD"), 1, Some.Start, Some.Terms(Some.PerUnit("2.00", "1"))),
        new(Some.Card("gpu/hours/USD"), 2, Some.Noon, Some.Terms(Some.PerUnit("3.00", "1"), Raised)),
    ]));

    private const string Cases =
        """
        gpu/hours/USD@1 | 2.00 | -1 | 0   | right
        gpu/hours/USD@1 | 2.01 | -1 | 0   | comes to
        gpu/hours/USD@1 | 2.00 | 0  | 0   | gpu/hours/USD@2 was valid
        gpu/hours/USD@1 | 2.00 | 0  | -48 | gpu/hours/USD@2 was valid
        gpu/hours/USD@2 | 3.00 | 0  | 0   | right
        gpu/hours/USD@2 | 3.00 | -1 | 0   | not valid yet
        gpu/hours/USD@3 | 3.00 | 0  | 0   | No price
        ai-inference/input-tokens/USD@1 | 0.000000165 | -1 | 0 | no price of its meter
        """;

    [Fact]
    public void A_line_must_carry_the_amount_of_the_version_that_was_valid_whatever_the_clock_of_its_commit()
    {
        foreach (var cells in Cases.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)))
        {
            var (time, committedAt) = (Raised.AddTicks(int.Parse(cells[2])), Raised.AddHours(int.Parse(cells[3])));

            var line = Line(cells[0], cells[1], time);
            var fault = new PostedPrices(Book).Fault(line, committedAt, Some.OpenBook()) ?? "right";

            Assert.True(fault.Contains(cells[4], StringComparison.Ordinal), $"{string.Join(" | ", cells)}: {fault}");
        }
    }

    private static RatedLine Line(string price, string amount, DateTimeOffset time) => new(
        "source", "e-1", time, ServiceName.Parse("gpu"), MeterName.Parse("hours"), "", "{quantity} hours", price,
        Quantity.Zero, Quantity.Of(1), Quantity.Of(1), Amount.Parse(amount, Currency.Usd), [], IsLate: false);
}

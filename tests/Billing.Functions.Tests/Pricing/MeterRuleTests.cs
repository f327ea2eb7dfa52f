using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Pricing;

namespace Billing.Functions.Tests.Pricing;

public sealed class MeterRuleTests
{
    [Fact]
    public void Begun_quanta_count_whole_and_any_use_counts_at_least_the_minimum()
    {
        const string rules = """
            round up to | least | reported | billed
            -           | 0     | 1.5      | 1.5
            -           | 0     | 0        | 0
            -           | 10    | 1.5      | 10
            -           | 10    | 0        | 0
            15          | 0     | 0.000001 | 15
            15          | 0     | 15       | 15
            15          | 0     | 15.1     | 30
            15          | 20    | 1        | 30
            0.5         | 0     | 0.6      | 1
            300         | 0     | 301      | 600
            """;

        foreach (var row in TextTable.Rows(rules))
        {
            var quantum = row["round up to"] == "-" ? (Quantity?)null : Quantity.Parse(row["round up to"]);
            var rule = new MeterRule(quantum, Quantity.Parse(row["least"]), null);

            Assert.Equal(Quantity.Parse(row["billed"]), rule.Billed(Quantity.Parse(row["reported"])));
        }
    }
}

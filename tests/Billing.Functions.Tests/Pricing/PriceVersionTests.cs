using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Pricing;

namespace Billing.Functions.Tests.Pricing;

public sealed class PriceVersionTests
{
    [Fact]
    public void The_published_examples_cost_exactly_what_they_say()
    {
        const string vectors = """
            case                   | used  | price    | per     | round up to | least | billed | cost
            fine-tuning, 8 minutes | 8     | 5.5      | 60      | 15          | 15    | 15     | 1.375
            fine-tuning, 16 min    | 16    | 5.5      | 60      | 15          | 15    | 30     | 2.75
            fine-tuning, nothing   | 0     | 5.5      | 60      | 15          | 15    | 0      | 0
            inference, input       | 13394 | 0.165    | 1000000 | 1           | 1     | 13394  | 0.00221001
            inference, output      | 127   | 0.187    | 1000000 | 1           | 1     | 127    | 0.000023749
            inference, least       | 0.2   | 0.165    | 1000000 | 1           | 1     | 1      | 0.000000165
            model hub, 3 x 5 GB    | 75    | 0.000013 | 1       | -           | -     | 75     | 0.000975
            model hub, 9 x 7 GB    | 315   | 0.000013 | 1       | -           | -     | 315    | 0.004095
            GPU, half an hour      | 1800  | 2.31     | 3600    | -           | -     | 1800   | 1.155
            GPU storage, 1000 GB   | 500   | 0.00013  | 1       | -           | -     | 500    | 0.065
            """;

        foreach (var row in TextTable.Rows(vectors))
        {
            var rule = new MeterRule(Optional(row["round up to"]), Optional(row["least"]) ?? Quantity.Zero, null);
            var version = Some.Version(Some.Terms(Some.PerUnit(row["price"], row["per"]), rule: rule));

            var charge = version.Charge(Dimensions.None, Quantity.Zero, Quantity.Parse(row["used"]));

            Assert.Equal(new Charge(Quantity.Parse(row["billed"]), Dollars(row["cost"])), charge);
        }
    }

    [Theory]
    [InlineData("0.00221001 0.000023749", "0.002233759")]
    [InlineData("0.000975 0.004095", "0.00507")]
    [InlineData("1.155 0.065", "1.22")]
    public void The_published_totals_are_the_sums_of_their_lines(string lines, string total) =>
        Assert.Equal(Dollars(total), lines.Split(' ').Select(Dollars).Aggregate((a, b) => a + b));

    [Fact]
    public void A_month_is_charged_line_by_line_as_the_model_says()
    {
        const string months = """
            model     | tiers or size           | uses          | costs
            graduated | 10:1.00 20:0.50 :0.25   | 10            | 10
            graduated | 10:1.00 20:0.50 :0.25   | 4 6 1 9 4     | 4 6 0.5 4.5 1
            graduated | 10:1.00 20:0.50 :0.25   | 24            | 16
            graduated | 10:1.00 20:0.50 :0.25   | 9.5 1 20      | 9.5 0.75 7.375
            graduated | 10:0 :0.25              | 10 4          | 0 1
            volume    | 10:1.00 20:0.50 :0.25   | 10            | 10
            volume    | 10:1.00 20:0.50 :0.25   | 10 10 1       | 10 5 0.25
            volume    | 10:1.00 20:0.50 :0.25   | 21            | 5.25
            package   | 10:3.00                 | 1             | 3
            package   | 10:3.00                 | 1 9 1         | 3 0 3
            package   | 10:3.00                 | 10 10 5 25    | 3 3 3 6
            package   | 10:3.00                 | 9.999999 1    | 3 3
            """;

        foreach (var row in TextTable.Rows(months))
        {
            var version = Some.Version(Some.Terms(Model(row["model"], row["tiers or size"])));
            var before = Quantity.Zero;
            var costs = new List<Amount>();
            foreach (var used in row["uses"].Split(' ').Select(Quantity.Parse))
            {
                var charge = version.Charge(Dimensions.None, before, used)!.Value;
                costs.Add(charge.Amount);
                before += charge.Billed;
            }

            Assert.Equal(row["costs"].Split(' ').Select(Dollars), costs);
        }
    }

    [Theory]
    [InlineData("0.1", "0.01")]
    [InlineData("2", "0.02")]
    [InlineData("0", "0")]
    public void A_line_of_any_use_costs_at_least_the_minimum(string used, string cost)
    {
        var rule = MeterRule.Exact with { MinimumCharge = Dollars("0.01") };
        var version = Some.Version(Some.Terms(Some.PerUnit("0.01", "1"), rule: rule));

        Assert.Equal(Dollars(cost), version.Charge(Dimensions.None, Quantity.Zero, Quantity.Parse(used))!.Value.Amount);
    }

    [Fact]
    public void A_use_that_no_price_is_for_is_not_charged()
    {
        var option = new PriceOption(Dimensions.Of(("gpu", "h100")), Some.PerUnit());
        var version = Some.Version(Some.Terms() with { Options = [option] });

        Assert.Null(version.Charge(Dimensions.Of(("gpu", "a100")), Quantity.Zero, Quantity.Of(1)));
        Assert.NotNull(version.Charge(Dimensions.Of(("gpu", "h100")), Quantity.Zero, Quantity.Of(1)));
    }

    [Fact]
    public void What_cannot_be_counted_is_refused_and_never_wraps()
    {
        var dear = Some.Version(Some.Terms(Some.PerUnit("900000000", "1")));
        var rounded = Some.Version(Some.Terms(rule: MeterRule.Exact with { RoundUpTo = Quantity.Of(15) }));

        Assert.Throws<OverflowException>(() => dear.Charge(Dimensions.None, Quantity.Zero, Quantity.Of(2)));
        Assert.Throws<OverflowException>(() => rounded.Charge(Dimensions.None, Quantity.Zero, new(long.MaxValue)));
    }

    [Fact]
    public void A_version_is_named_by_its_card_and_number() =>
        Assert.Equal("ai-inference/input-tokens/USD@3", Some.Version(number: 3).Name);

    private static PriceModel Model(string name, string shape) => name switch
    {
        "graduated" => new PriceModel.Graduated(Some.Tiers(shape)),
        "volume" => new PriceModel.Volume(Some.Tiers(shape)),
        _ => new PriceModel.Package(Some.Rate(shape.Split(':')[1], shape.Split(':')[0])),
    };

    private static Quantity? Optional(string cell) => cell == "-" ? null : Quantity.Parse(cell);

    private static Amount Dollars(string text) => Amount.Parse(text, Currency.Usd);
}

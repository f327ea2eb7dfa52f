using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Usage;

public sealed class RatingCoversTests
{
    /// <summary>Uses of one service; each result is fund quantity=amount, parted by semicolons.</summary>
    private const string Splits = """
        model     | price             | least | total | own | quota | uses  | charged
        unit      | 1                 | -     | 10    | -   | -     | 4 6 5 | p 4=4; p 6=6; debt 5=5
        unit      | 1                 | -     | 10    | -   | -     | 4 8 1 | p 4=4; p 6=6, debt 2=2; debt 1=1
        unit | 3 | - | 10 | - | - | 4 1 | p 3.333333=9.999999, debt 0.666667=2.000001; debt 1=3
        unit      | 1                 | -     | 10    | 0.5 | -     | 16 8  | p 16=8; p 4=2, debt 4=4
        unit      | 1                 | -     | 10    | 2   | -     | 6     | p 5=10, debt 1=1
        unit      | 1                 | -     | 10    | -   | 3 -   | 5 1   | p 3=3, debt 2=2; debt 1=1
        unit      | 1                 | -     | 10    | -   | - 2   | 5 1   | p 2=2, debt 3=3; debt 1=1
        unit      | 1                 | -     | 10    | 0.5 | 3 5   | 4 4   | p 4=2; p 1=0.5, debt 3=3
        unit      | 1                 | -     | 10    | 0.5 | 3 9   | 4 4   | p 4=2; p 2=1, debt 2=2
        unit      | 1                 | -     | 10    | 0   | - 5   | 3 4   | p 3=0; p 2=0, debt 2=2
        unit      | 1                 | -     | 10    | 0   | -     | 3 4   | p 3=0; p 4=0
        unit      | 0                 | -     | 10    | -   | -     | 3     | p 3=0
        unit      | 0                 | -     | 10    | -   | - 2   | 3     | p 2=0
        unit      | 1                 | -     | 10    | -   | -     | 0 1   | ; p 1=1
        unit | 0.000000165 | - | 0.0000000001 | - | - | 1 | p 0.000909=0.0000000001, debt 0.999091=0.0000001649
        unit      | 1000000           | -     | 0.5   | -   | -     | 1     | debt 1=1000000
        graduated | 10:1 20:0.5 :0.25 | -     | 7     | -   | -     | 12 10 | p 7=7, debt 5=4; debt 10=4.5
        graduated | 10:1 20:0.5 :0.25 | -     | 11    | -   | -     | 22    | p 12=11, debt 10=4.5
        graduated | 10:1 20:0.5 :0.25 | -     | 1     | 0.1 | -     | 12 10 | p 10=1, debt 2=2; debt 10=9
        graduated | 5:1 :0            | -     | 10    | -   | - 5   | 12    | p 5=5
        graduated | 5:0 :1            | -     | 3     | -   | -     | 12    | p 8=3, debt 4=4
        volume    | 10:1 20:0.5 :0.25 | -     | 4     | -   | -     | 21 1  | p 16=4, debt 5=1.25; debt 1=0.25
        volume    | 10:1 20:0.5 :0.25 | -     | 4     | 0.5 | -     | 21    | p 8=4, debt 13=6.5
        package   | 10:3              | -     | 7     | -   | -     | 25    | p 20=6, debt 5=3
        package   | 10:3              | -     | 4     | -   | -     | 5 10  | p 5=3; p 5=0, debt 5=3
        graduated | 5:0 :2            | 12    | 6     | -   | -     | 10    | p 5=6, debt 5=6
        unit      | 0.1               | 5     | 20    | -   | -     | 10    | p 10=5
        unit      | 0.1               | 5     | 2     | -   | -     | 10 1  | p 4=2, debt 6=3; debt 1=5
        unit      | 0.1               | 5     | 2     | 0.5 | -     | 10    | p 4=2, debt 6=5
        unit      | 1                 | 5     | 2     | -   | -     | 10    | p 2=2, debt 8=8
        """;

    [Fact]
    public void A_line_is_split_by_quantity_where_the_plan_is_used_up()
    {
        foreach (var row in TextTable.Rows(Splits))
        {
            var fold = new CoverFold(
                Model(row["model"], row["price"]), Rule(row["least"]), Activated(TermsOf(row), "p"));

            var charged = row["uses"].Split(' ').Select(use => fold.Use(use));

            Assert.Equal($"{row["uses"]}: {row["charged"]}", $"{row["uses"]}: {string.Join("; ", charged)}".TrimEnd());
        }
    }

    [Fact]
    public void A_plan_that_is_used_up_is_told_once_and_a_quota_for_itself()
    {
        var terms = Terms("10", Everything, MoneyQuota("4"), UnitQuota("3", Training));
        var fold = new CoverFold(Some.PerUnit("1", "1"), null, Activated(terms));
        (string Use, ServiceName Service, string Legs, string Raised)[] steps =
        [
            ("3", Inference, "p-1 3=3", ""),
            ("2", Inference, "p-1 1=1, debt 1=1", "quota-exhausted"),
            ("2", Inference, "debt 2=2", ""),
            ("3", Training, "p-1 3=3", "quota-exhausted"),
            ("1", Training, "debt 1=1", ""),
        ];

        foreach (var (use, service, legs, raised) in steps)
            Assert.Equal((legs, raised), (fold.Use(use, service), fold.Raised()));

        Assert.Equal(Usd("3"), Assert.Single(fold.Book.ToState().Covers).Remaining);
    }

    [Fact]
    public void Quotas_may_share_a_total_that_is_less_than_their_sum()
    {
        var terms = Terms("5", Everything, MoneyQuota("4"), MoneyQuota("4", Training)) with { IsSharedCeiling = true };
        var fold = new CoverFold(Some.PerUnit("1", "1"), null, Activated(terms));

        Assert.Equal(("p-1 4=4, debt 1=1", "quota-exhausted"), (fold.Use("5"), fold.Raised()));
        Assert.Equal(("p-1 1=1, debt 1=1", "plan-exhausted"), (fold.Use("2", Training), fold.Raised()));
        Assert.Equal(("debt 1=1", ""), (fold.Use("1", Training), fold.Raised()));
    }

    [Fact]
    public void A_plan_with_too_little_left_for_any_unit_is_used_up_without_a_leg()
    {
        var fold = new CoverFold(Some.PerUnit("1000000", "1"), null, Activated(Terms("0.5")), TopUp("2000000"));

        Assert.Equal(("top-up 1=1000000", "plan-exhausted"), (fold.Use("1"), fold.Raised()));

        var left = Assert.Single(fold.Book.ToState().Covers);
        Assert.Equal((Usd("0.5"), true), (left.Remaining, left.IsExhausted));
    }

    [Fact]
    public void The_chain_goes_from_plan_to_plan_to_voucher_to_top_up_to_debt_in_one_line()
    {
        var fold = new CoverFold(
            Some.PerUnit("1", "1"), null, TopUp("3"), Voucher("2"), Activated(Terms("4", Everything), "all"),
            Activated(Terms("5"), "one"));

        Assert.Equal("one 5=5, all 4=4, voucher 2=2, top-up 3=3, debt 6=6", fold.Use("20"));
        Assert.Equal("plan-exhausted, plan-exhausted", fold.Raised());
    }

    [Fact]
    public void Own_prices_of_several_plans_leave_the_rate_card_s_tiers_to_the_rest()
    {
        var cheap = Terms("1") with { Prices = [Price("0.1", "1", meter: CoverFold.Images)] };
        var fold = new CoverFold(
            new PriceModel.Graduated(Some.Tiers("10:1.00 :0.50")), null,
            Activated(Terms("4", null) with { Until = Noon.AddDays(1) }, "card"), Activated(cheap, "own"));

        Assert.Equal("card 4=4, own 10=1, debt 10=8", fold.Use("24"));
        Assert.Equal("debt 1=0.5", fold.Use("1"));
        Assert.Equal(Quantity.Of(14), fold.Last.TierStart);
    }

    [Theory]
    [InlineData("", "p-1 10=5")]
    [InlineData("gpu=a100", "p-1 10=5")]
    [InlineData("gpu=h100", "p-1 10=3")]
    [InlineData("gpu=h100;region=eu", "p-1 10=2")]
    [InlineData("gpu=h1000;region=eu", "p-1 10=5")]
    public void Of_several_own_prices_the_most_specific_applies(string dimensions, string legs)
    {
        var terms = Terms("100") with
        {
            Prices =
            [
                Price("0.3", "1", "gpu=h100", CoverFold.Images), Price("0.5", "1", "", CoverFold.Images),
                Price("0.2", "1", "gpu=h100;region=eu", CoverFold.Images), Price("9", "1"),
            ],
        };

        Assert.Equal(
            legs, new CoverFold(Some.PerUnit("1", "1"), null, Activated(terms)).Use("10", dimensions: dimensions));
    }

    private static CoverTerms TermsOf(IReadOnlyDictionary<string, string> row)
    {
        var quota = row["quota"].Split(' ');
        var (money, units) = (quota[0], quota[^1]);
        var own = row["own"];
        return Terms(row["total"]) with
        {
            Quotas = row["quota"] == "-" ? [] :
            [
                new(Inference, money == "-" ? null : Usd(money), units == "-" ? null : Quantity.Parse(units)),
            ],
            Prices = own == "-" ? [] : [Price(own, "1", meter: CoverFold.Images)],
        };
    }

    private static MeterRule Rule(string least) =>
        least == "-" ? MeterRule.Exact : MeterRule.Exact with { MinimumCharge = Usd(least) };

    private static PriceModel Model(string model, string price) => model switch
    {
        "unit" => Some.PerUnit(price, "1"),
        "graduated" => new PriceModel.Graduated(Some.Tiers(price)),
        "volume" => new PriceModel.Volume(Some.Tiers(price)),
        _ => new PriceModel.Package(Some.Rate(price.Split(':')[1], price.Split(':')[0])),
    };
}

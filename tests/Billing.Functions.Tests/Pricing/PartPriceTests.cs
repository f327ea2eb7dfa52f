using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Pricing;
using CsCheck;

namespace Billing.Functions.Tests.Pricing;

public sealed class PartPriceTests
{
    private static readonly PriceModel[] Models =
    [
        Some.PerUnit("0.165"),
        Some.PerUnit("1", "3"),
        Some.PerUnit("0", "1"),
        new PriceModel.Graduated(Some.Tiers("10:1.003 25.5:0.5 :0.0000000007")),
        new PriceModel.Graduated(Some.Tiers("5:0 :3", "7")),
        new PriceModel.Volume(Some.Tiers("100:0.02 :0.013", "3")),
        new PriceModel.Package(Some.Rate("3", "10")),
        new PriceModel.Percentage(2_000, Currency.Usd),
    ];

    [Fact]
    public void The_part_within_a_limit_costs_no_more_and_one_millionth_more_would() => Gen
        .Select(
            Gen.Int[0, Models.Length - 1], Gen.Long[0, 60_000_000], Gen.Long[1, 60_000_000], Limits, Gen.Double[0, 1])
        .Sample((model, position, line, limit, share) =>
        {
            var price = new PartPrice(Models[model], default, new(position), new(line));
            var most = new Quantity(Math.Max(1, (long)(line * share)));

            var (part, cost) = price.Within(new(limit, Currency.Usd), most);

            Assert.Equal(cost, price.Of(part));
            Assert.True(cost.Units <= limit);
            Assert.True(part <= most);
            if (part < most) Assert.True(price.Of(new(part.Micros + 1)).Units > limit);
        });

    [Fact]
    public void A_larger_part_never_costs_less() => Gen
        .Select(
            Gen.Int[0, Models.Length - 1], Gen.Long[0, 60_000_000], Gen.Long[1, 60_000_000], Gen.Long[0, 60_000_000])
        .Sample((model, position, line, part) =>
        {
            var price = new PartPrice(Models[model], default, new(position), new(line));
            var smaller = new Quantity(Math.Min(part, line - 1));

            Assert.True(price.Of(smaller) <= price.Of(new(smaller.Micros + 1)));
        });

    [Theory]
    [InlineData(long.MaxValue, 1)]
    [InlineData(1, long.MaxValue)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void The_largest_amounts_and_quantities_are_divided_too(long limit, long most)
    {
        var price = new PartPrice(null, new(new(1, Currency.Usd), new(long.MaxValue)), default, default);

        Assert.Equal(
            (new Quantity(most), most > long.MaxValue / 2 ? 1 : 0), Units(
                price.Within(new(limit, Currency.Usd), new(most))));
    }

    [Fact]
    public void A_part_that_is_beyond_the_ledger_is_an_overflow()
    {
        var price = new PartPrice(null, new(new(long.MaxValue, Currency.Usd), new(1)), default, default);

        Assert.Throws<OverflowException>(() => price.Within(new(long.MaxValue, Currency.Usd), new(2)));
    }

    private static Gen<long> Limits => Gen.OneOf(Gen.Long[0, 9], Gen.Long[0, 300_000_000_000]);

    private static (Quantity, long) Units((Quantity Part, Amount Cost) found) => (found.Part, found.Cost.Units);
}

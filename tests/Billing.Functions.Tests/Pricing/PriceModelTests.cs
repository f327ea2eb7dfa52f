using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Pricing;
using CsCheck;

namespace Billing.Functions.Tests.Pricing;

public sealed class PriceModelTests
{
    private static readonly Gen<Quantity> AnyQuantity = Gen.Long[1, 1L << 44].Select(micros => new Quantity(micros));

    private static readonly Gen<Tiers> AnyTiers = Gen
        .Select(Gen.Long[1, 1L << 42].Array[0, 8], Gen.Long[0, 1L << 36].Array[9])
        .Select((ends, prices) => new Tiers(Quantity.Of(1_000), Steps([.. ends.Distinct().Order()], prices)));

    private static readonly Gen<PriceModel> AnyModel = Gen.OneOf(
        Gen.Select(Gen.Long[0, 1L << 36], AnyQuantity).Select((price, per) =>
            (PriceModel)new PriceModel.PerUnit(new(new(price, Currency.Usd), per))),
        AnyTiers.Select(tiers => (PriceModel)new PriceModel.Graduated(tiers)),
        AnyTiers.Select(tiers => (PriceModel)new PriceModel.Volume(tiers)),
        Gen.Select(Gen.Long[0, 1L << 20], Gen.Long[1L << 20, 1L << 40]).Select((price, size) =>
            (PriceModel)new PriceModel.Package(new(new(price, Currency.Usd), new(size)))));

    [Fact]
    public void A_cost_is_the_path_rounded_once() => Gen.Select(AnyModel, AnyQuantity, AnyQuantity)
        .Sample((model, before, billed) =>
        {
            var path = model.Path(before, billed).ToList();
            var exact = path.Aggregate(Int128.Zero, (sum, part) => sum + part.Rate.Numerator(part.Quantity));

            Assert.All(path, part => Assert.Equal(model.Per, part.Rate.Per));
            Assert.Equal(Rounding.HalfAwayFromZero(exact, model.Per.Micros), model.Cost(before, billed).Units);
        });

    [Fact]
    public void A_path_uses_up_the_whole_quantity_in_rising_tiers() => Gen.Select(AnyTiers, AnyQuantity, AnyQuantity)
        .Sample((tiers, before, billed) =>
        {
            var path = new PriceModel.Graduated(tiers).Path(before, billed).ToList();

            Assert.Equal(billed.Micros, path.Sum(part => part.Quantity.Micros));
            Assert.All(path, part => Assert.True(part.Quantity > Quantity.Zero));
            Assert.Equal(path.Select(part => part.Tier).Order().Distinct(), path.Select(part => part.Tier));
        });

    [Fact]
    public void Splitting_a_graduated_use_in_two_changes_the_cost_by_rounding_only() =>
        Gen.Select(AnyTiers, AnyQuantity, AnyQuantity, AnyQuantity).Sample((tiers, before, first, second) =>
        {
            var model = new PriceModel.Graduated(tiers);
            var whole = model.Cost(before, first + second).Units;
            var parts = model.Cost(before, first).Units + model.Cost(before + first, second).Units;

            Assert.InRange(parts - whole, -1, 1);
        });

    [Fact]
    public void Packages_cost_the_same_however_the_use_is_split() =>
        Gen.Select(Gen.Long[1, 1L << 40], AnyQuantity, AnyQuantity).Sample((size, first, second) =>
        {
            var model = new PriceModel.Package(new(Amount.OfMinor(1, Currency.Usd), new(size)));

            return model.Cost(Quantity.Zero, first + second)
                == model.Cost(Quantity.Zero, first) + model.Cost(first, second);
        }, iter: 1_000);

    [Fact]
    public void A_use_at_a_tier_boundary_belongs_to_the_tier_below()
    {
        var tiers = Some.Tiers("10:1 20:2 :3");

        Assert.Equal(1, Assert.Single(new PriceModel.Volume(tiers).Path(new(0), Quantity.Of(10))).Tier);
        Assert.Equal(2, Assert.Single(new PriceModel.Volume(tiers).Path(Quantity.Of(10), new(1))).Tier);
        Assert.Equal(2, Assert.Single(new PriceModel.Graduated(tiers).Path(Quantity.Of(10), Quantity.Of(10))).Tier);
        Assert.Equal(3, Assert.Single(new PriceModel.Graduated(tiers).Path(Quantity.Of(20), new(1))).Tier);
    }

    private static IEnumerable<Tier> Steps(long[] ends, long[] prices) =>
        ends.Select((end, i) => new Tier(new Quantity(end), new(prices[i], Currency.Usd)))
            .Append(new Tier(null, new(prices[^1], Currency.Usd)));
}

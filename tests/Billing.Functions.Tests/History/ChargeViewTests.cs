using System.Globalization;
using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;
using CsCheck;

namespace Billing.Functions.Tests.History;

public sealed class ChargeViewTests
{
    private static readonly PriceModel[] Models =
    [
        Some.PerUnit(),
        Some.PerUnit("1", "3"),
        new PriceModel.Graduated(Some.Tiers("10:1.003 25.5:0.5 :0.0000000007")),
        new PriceModel.Volume(Some.Tiers("100:0.02 :0.013", "3")),
        new PriceModel.Package(Some.Rate("3", "10")),
    ];

    private static readonly MeterRule[] Rules =
        [MeterRule.Exact, new(Quantity.Of(15), Quantity.Zero, null), new(null, Quantity.Of(20), null)];

    /// <summary>From what the customer is told alone, without the product's rounding.</summary>
    [Fact]
    public void The_amount_can_be_worked_out_again_from_the_explanation() => Gen
        .Select(Gen.Int[0, 4], Gen.Int[0, 2], Gen.Long[0, 60_000_000], Gen.Long[0, 60_000_000])
        .Sample((model, rule, before, reported) =>
        {
            var version = Some.Version(Some.Terms(Models[model], rule: Rules[rule]));
            var line = Line(version, new(before), new(reported));

            var charge = ChargeView.Of(new(new(2026, 3, 10), 5, 0), line, Explanation.Of(line, version));

            Assert.Equal((line.Amount, line.Amount), (charge.Amount, charge.Cost));
            var told = charge.TierPath.Aggregate(
                decimal.Zero, (sum, part) => sum + (decimal)part.Price.Units * part.Quantity.Micros);
            var (numerator, denominator) = (Number(charge.Rounding.Numerator), Number(charge.Rounding.Denominator));
            var per = charge.TierPath.IsEmpty ? 1 : charge.TierPath[0].Per.Micros;
            Assert.Equal((decimal)charge.Amount.Units * per, told + numerator);
            Assert.True(Math.Abs(numerator) * 2 <= denominator, $"{numerator}/{denominator} is no rounding");
        });

    [Fact]
    public void A_minimum_charge_is_told_from_the_cost()
    {
        var least = new MeterRule(null, Quantity.Zero, Amount.Parse("0.01", Currency.Usd));
        var version = Some.Version(Some.Terms(rule: least));
        var line = Line(version, Quantity.Zero, Quantity.Of(1_000));

        var charge = ChargeView.Of(new(new(2026, 3, 10), 5, 0), line, Explanation.Of(line, version));

        Assert.True(charge.IsMinimumCharge);
        Assert.Equal(("0.01", "0.000165"), (charge.Amount.ToDecimalString(), charge.Cost.ToDecimalString()));
        Assert.Equal(("no plan", "ai-inference/input-tokens/USD@1"), (charge.Cover, charge.Price));
        Assert.Equal("1000 units", charge.Description);
    }

    private static RatedLine Line(PriceVersion version, Quantity before, Quantity reported)
    {
        var charge = version.Charge(Dimensions.None, before, reported)!.Value;
        return new(
            "demo", "e-1", Some.Noon, new("ai-inference"), new("input-tokens"), "",
            version.Terms.Description, version.Name, before, reported, charge.Billed, charge.Amount, [], false);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}

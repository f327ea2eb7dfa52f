using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Pricing;

namespace Billing.Functions.Tests.Pricing;

public sealed class LineRunTests
{
    private static readonly Rate Own = Some.Rate("1", "1");

    private static readonly MeterRule AtLeastFive = new(null, Quantity.Zero, Usd("5"));

    [Fact]
    public void What_is_left_of_the_minimum_charge_is_due_for_what_is_left_of_the_line()
    {
        var run = Run(Some.PerUnit("0.1", "1"), 10);
        Assert.Equal(Usd("2"), run.Price(null).Of(Quantity.Of(4)));

        run.Take(null, Quantity.Of(4), Usd("2"));
        Assert.Equal(Usd("3"), run.Price(null).Of(run.Left));

        run.Take(Own, Quantity.Of(2), Usd("2"));
        Assert.Equal((Quantity.Of(4), Usd("3")), (run.Left, run.Price(null).Of(run.Left)));

        run.Take(null, Quantity.Of(3), Usd("2.25"));
        Assert.Equal(Usd("0.75"), run.Price(null).Of(run.Left));
    }

    /// <summary>The rest alone would cost more than what is left of the minimum: it was shared out before.</summary>
    [Fact]
    public void What_is_shared_out_once_stays_so_where_tiers_rise()
    {
        var run = Run(new PriceModel.Graduated(Some.Tiers("8:0.1 :2")), 10);
        Assert.Equal(Usd("4"), run.Price(null).Of(Quantity.Of(8)));

        run.Take(null, Quantity.Of(8), Usd("4"));

        Assert.Equal(Usd("1"), run.Price(null).Of(run.Left));
    }

    [Fact]
    public void No_minimum_is_left_once_more_than_it_was_paid()
    {
        var run = Run(new PriceModel.Graduated(Some.Tiers("2:10 :0")), 10);

        run.Take(null, Quantity.Of(2), Usd("20"));

        Assert.Equal(Usd("0"), run.Price(null).Of(run.Left));
    }

    [Fact]
    public void A_part_at_a_plan_s_own_price_moves_no_tier()
    {
        var run = Run(new PriceModel.Graduated(Some.Tiers("2:10 :1")), 10);

        run.Take(Own, Quantity.Of(2), Usd("2"));
        Assert.Equal(Usd("26"), run.Card.Of(run.Left));

        run.Take(null, Quantity.Of(2), Usd("20"));
        Assert.Equal(Usd("6"), run.Card.Of(run.Left));
    }

    private static Amount Usd(string dollars) => Amount.Parse(dollars, Currency.Usd);

    private static LineRun Run(PriceModel model, int units) =>
        new(new(Quantity.Of(units), model, AtLeastFive, Currency.Usd), Quantity.Zero);
}

using Billing.ExchangeRates;
using Billing.Functions.Tests.Support;
using Billing.Money;
using CsCheck;

namespace Billing.Functions.Tests.ExchangeRates;

public sealed class PublishedRateTests
{
    [Theory]
    [InlineData(24, true)]
    [InlineData(0, true)]
    [InlineData(25, false)]
    public void A_rate_is_quoted_until_it_is_too_old(int hoursOld, bool isFresh) =>
        Assert.Equal(isFresh, SomeRates.Rate(hoursOld: hoursOld).IsFresh(SomeRates.Terms, SomeRates.Now));

    [Fact]
    public void At_the_last_moment_it_is_fresh_and_a_tick_later_it_is_not()
    {
        var last = SomeRates.Now.AddHours(-1) + SomeRates.Terms.MaxAge;

        Assert.True(SomeRates.Rate().IsFresh(SomeRates.Terms, last));
        Assert.False(SomeRates.Rate().IsFresh(SomeRates.Terms, last.AddTicks(1)));
    }

    [Fact]
    public void The_quote_says_what_was_published_and_adds_the_spread()
    {
        var quote = SomeRates.Rate().Quote(SomeRates.Terms, SomeRates.Now);

        Assert.Equal(SomeTopUp.Exchange(), quote);
        Assert.Equal(SomeRates.Now.AddMinutes(15), quote.ExpiresAt);
    }

    [Theory]
    [InlineData("25000", 0, 10, "25000", "")]
    [InlineData("25000", 2, 10, "26000", "Superseded")]
    [InlineData("25000", 0, 10, "27500", "")]
    [InlineData("25000", 0, 10, "27500.01", "Jumps")]
    [InlineData("25000", 0, 10, "22500", "")]
    [InlineData("25000", 0, 10, "22499.99", "Jumps")]
    [InlineData("25000", 0, 10, "250000", "Jumps")]
    [InlineData("25000", 0, null, "250000", "")]
    [InlineData("0.000000000000000001", 0, 50, "999999999999999999", "Jumps")]
    public void The_later_rate_replaces_the_earlier_one_unless_it_jumps(
        string standing, int hoursEarlier, int? maxJumpPercent, string rate, string refusal)
    {
        var current = SomeRates.Rate(standing);
        var next = SomeRates.Rate(rate, hoursOld: 1 + hoursEarlier);

        var isTaken = next.After(current, maxJumpPercent).IsAccepted(out _, out var reason);

        Assert.Equal(refusal, isTaken ? "" : reason.ToString());
    }

    [Fact]
    public void Where_there_is_none_any_rate_is_taken() =>
        Assert.True(SomeRates.Rate("999999999999999999").After(null, 1).IsAccepted(out _, out _));

    [Fact]
    public void Any_two_rates_can_be_compared() =>
        Gen.Select(Rates, Rates, Gen.Int[1, 50]).Sample((one, other, percent) =>
        {
            var isTaken = SomeRates.Rate(one).After(SomeRates.Rate(other), percent).IsAccepted(out _, out _);
            Assert.True(isTaken || one != other);
        });

    private static Gen<string> Rates =>
        from digits in Gen.Long[1, 999_999_999_999_999_999]
        from decimals in Gen.Int[0, 18]
        select FixedPoint.Format(digits, decimals);
}

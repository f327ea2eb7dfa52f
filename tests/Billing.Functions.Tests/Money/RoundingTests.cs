using Billing.Money;
using CsCheck;

namespace Billing.Functions.Tests.Money;

public sealed class RoundingTests
{
    private static readonly Gen<(long Dividend, long Divisor)> Quotient =
        Gen.Select(Gen.Long, Gen.Long[1, long.MaxValue]);

    [Theory]
    [InlineData(5, 2, 3, 2, 3)]
    [InlineData(-5, 2, -3, -3, -2)]
    [InlineData(4, 3, 1, 1, 2)]
    [InlineData(-4, 3, -1, -2, -1)]
    [InlineData(5, 3, 2, 1, 2)]
    [InlineData(-5, 3, -2, -2, -1)]
    [InlineData(6, 3, 2, 2, 2)]
    [InlineData(0, 7, 0, 0, 0)]
    [InlineData(1, 1_000_000, 0, 0, 1)]
    public void A_quotient_rounds_as_its_name_says(long dividend, long divisor, long half, long down, long up)
    {
        Assert.Equal(half, Rounding.HalfAwayFromZero(dividend, divisor));
        Assert.Equal(down, Rounding.Down(dividend, divisor));
        Assert.Equal(up, Rounding.Up(dividend, divisor));
    }

    [Fact]
    public void Rounding_is_symmetric_about_zero() => Quotient.Sample((dividend, divisor) =>
        Rounding.HalfAwayFromZero(dividend, divisor) == -Rounding.HalfAwayFromZero(-(Int128)dividend, divisor)
        && Rounding.Down(dividend, divisor) == -Rounding.Up(-(Int128)dividend, divisor));

    [Fact]
    public void Rounding_moves_a_quotient_by_half_a_unit_at_most() => Quotient.Sample((dividend, divisor) =>
    {
        var error = (Int128)Rounding.HalfAwayFromZero(dividend, divisor) * divisor - dividend;
        return Int128.Abs(error) * 2 <= divisor;
    });

    [Fact]
    public void Down_and_up_enclose_the_quotient() => Quotient.Sample((dividend, divisor) =>
    {
        var down = (Int128)Rounding.Down(dividend, divisor) * divisor;
        var up = (Int128)Rounding.Up(dividend, divisor) * divisor;
        return down <= dividend && dividend <= up && up - down <= divisor;
    });

    [Fact]
    public void A_quotient_beyond_a_ledger_amount_is_refused()
    {
        Assert.Throws<OverflowException>(() => Rounding.HalfAwayFromZero((Int128)long.MaxValue * 2 + 1, 2));
        Assert.Throws<OverflowException>(() => Rounding.Up((Int128)long.MaxValue + 1, 1));
        Assert.Throws<OverflowException>(() => Rounding.Down((Int128)long.MinValue - 1, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void A_divisor_is_positive(long divisor) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.HalfAwayFromZero(1, divisor));
}

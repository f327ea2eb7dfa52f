using Billing.Money;
using CsCheck;

namespace Billing.Functions.Tests.Money;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("13394", 13_394_000_000)]
    [InlineData("0.5", 500_000)]
    [InlineData("0.000001", 1)]
    [InlineData("9223372036854.775807", long.MaxValue)]
    public void A_decimal_string_is_read_exactly(string text, long micros) =>
        Assert.Equal(micros, Quantity.Parse(text).Micros);

    [Theory]
    [InlineData("0.0000001")]
    [InlineData("9223372036854.775808")]
    [InlineData("1e308")]
    [InlineData("one")]
    [InlineData("")]
    public void What_six_decimals_cannot_hold_is_refused(string text)
    {
        Assert.False(Quantity.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Quantity.Parse(text));
    }

    [Fact]
    public void Writing_and_reading_is_a_round_trip() =>
        Gen.Long.Sample(micros => Quantity.Parse(new Quantity(micros).ToString()).Micros == micros);

    [Fact]
    public void Overflow_is_refused_and_never_wraps()
    {
        var most = new Quantity(long.MaxValue);

        Assert.Throws<OverflowException>(() => most + new Quantity(1));
        Assert.Throws<OverflowException>(() => Quantity.Zero - most - new Quantity(2));
        Assert.Throws<OverflowException>(() => Quantity.Of(long.MaxValue));
    }

    [Fact]
    public void Quantities_compare_by_size()
    {
        Assert.True(Quantity.Of(1) < Quantity.Of(2));
        Assert.Equal(Quantity.Of(1), Quantity.Min(Quantity.Of(2), Quantity.Of(1)));
        Assert.True(Quantity.Zero.IsZero);
    }
}

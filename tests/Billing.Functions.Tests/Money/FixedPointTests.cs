using Billing.Money;
using CsCheck;

namespace Billing.Functions.Tests.Money;

public sealed class FixedPointTests
{
    [Theory]
    [InlineData("0", 6, 0)]
    [InlineData("-0", 6, 0)]
    [InlineData("12.5", 6, 12_500_000)]
    [InlineData("-12.5", 6, -12_500_000)]
    [InlineData("0012", 2, 1_200)]
    [InlineData("0.000001", 6, 1)]
    [InlineData("1.0000000000", 6, 1_000_000)]
    [InlineData("7", 0, 7)]
    [InlineData("9223372036854775807", 0, long.MaxValue)]
    [InlineData("-9223372036854775808", 0, long.MinValue)]
    public void A_plain_decimal_is_read_exactly(string text, int digits, long units)
    {
        Assert.True(FixedPoint.TryParse(text, digits, out var read));
        Assert.Equal(units, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1,000")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("１２")]
    [InlineData("0.0000001")]
    [InlineData("9223372036854.775808")]
    [InlineData("-9223372036854.775809")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("00000000000000000000000000000000000000001")]
    public void Anything_else_is_refused(string text) => Assert.False(FixedPoint.TryParse(text, 6, out _));

    [Fact]
    public void Writing_and_reading_is_a_round_trip_at_every_scale() =>
        Gen.Select(Gen.Long, Gen.Int[0, 12]).Sample((units, digits) =>
            FixedPoint.TryParse(FixedPoint.Format(units, digits), digits, out var read) && read == units);

    [Fact]
    public void No_text_makes_the_reader_throw() =>
        Gen.Select(Gen.String["0123456789.-+eE ,"], Gen.Int[0, 12]).Sample((text, digits) =>
        {
            if (!FixedPoint.TryParse(text, digits, out var units)) return;
            Assert.True(FixedPoint.TryParse(FixedPoint.Format(units, digits), digits, out var again));
            Assert.Equal(units, again);
        });
}

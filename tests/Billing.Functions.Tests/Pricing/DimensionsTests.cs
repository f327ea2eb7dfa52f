using Billing.Pricing;
using CsCheck;

namespace Billing.Functions.Tests.Pricing;

public sealed class DimensionsTests
{
    private static readonly Gen<Dimensions> AnyDimensions =
        Gen.Select(Gen.Char["ab=;%3BD"].Array[1, 8], Gen.Char["xy=;%25"].Array[1, 8]).Array[0, 6]
            .Select(pairs => Dimensions.Of(pairs
                .Select(pair => (Name: new string(pair.Item1), Value: new string(pair.Item2)))
                .DistinctBy(pair => pair.Name)));

    [Fact]
    public void The_canonical_text_is_sorted_by_name_and_escaped()
    {
        Assert.Equal("gpu=h100;zone=a", Dimensions.Of(("zone", "a"), ("gpu", "h100")).Text);
        Assert.Equal("a%3Db=50%25%3B", Dimensions.Of(("a=b", "50%;")).Text);
        Assert.Equal("", Dimensions.Of().Text);
    }

    [Fact]
    public void Writing_and_reading_is_a_round_trip() => AnyDimensions.Sample(dimensions =>
        Dimensions.Parse(dimensions.Text).Pairs.SequenceEqual(dimensions.Pairs));

    [Theory]
    [InlineData("a")]
    [InlineData("a=b=c")]
    [InlineData("b=1;a=2")]
    [InlineData("a=%")]
    [InlineData(";")]
    public void Text_that_is_not_canonical_is_refused(string text) =>
        Assert.Throws<FormatException>(() => Dimensions.Parse(text));

    [Fact]
    public void A_name_is_given_once() =>
        Assert.Throws<ArgumentException>(() => Dimensions.Of(("a", "1"), ("a", "2")));

    [Fact]
    public void All_that_is_asked_for_must_be_there()
    {
        var use = Dimensions.Of(("gpu", "h100"), ("zone", "a"));

        Assert.True(use.Satisfy(Dimensions.None));
        Assert.True(use.Satisfy(Dimensions.Of(("gpu", "h100"))));
        Assert.False(use.Satisfy(Dimensions.Of(("gpu", "a100"))));
        Assert.False(use.Satisfy(Dimensions.Of(("gpu", "h100"), ("zone", "a"), ("spot", "yes"))));
    }
}

using Billing.Money;
using CsCheck;

namespace Billing.Functions.Tests.Money;

public sealed class AllocationTests
{
    private static readonly Gen<long[]> Weights =
        Gen.Long[0, long.MaxValue / 100].Array[1, 100].Where(weights => weights.Any(w => w > 0));

    [Theory]
    [InlineData(100, new long[] { 1, 1, 1 }, new long[] { 34, 33, 33 })]
    [InlineData(-100, new long[] { 1, 1, 1 }, new long[] { -34, -33, -33 })]
    [InlineData(10, new long[] { 0, 3, 7 }, new long[] { 0, 3, 7 })]
    [InlineData(1, new long[] { 1, 2 }, new long[] { 0, 1 })]
    [InlineData(0, new long[] { 5, 5 }, new long[] { 0, 0 })]
    [InlineData(7, new long[] { 1 }, new long[] { 7 })]
    public void Left_over_units_go_to_the_largest_fractions(long total, long[] weights, long[] parts) =>
        Assert.Equal(parts, Allocation.ByLargestRemainder(total, weights));

    [Fact]
    public void The_parts_sum_to_the_whole_and_none_is_off_by_a_unit() =>
        Gen.Select(Gen.Long[-long.MaxValue, long.MaxValue], Weights).Sample((total, weights) =>
        {
            var parts = Allocation.ByLargestRemainder(total, weights);
            var sum = weights.Aggregate(Int128.Zero, (s, w) => s + w);
            Assert.Equal(total, parts.Aggregate(Int128.Zero, (s, part) => s + part));
            Assert.All(parts.Zip(weights), p => Assert.True(p.Second > 0 || p.First == 0));
            Assert.All(parts.Zip(weights), p =>
                Assert.True(Int128.Abs(p.First - (Int128)total * p.Second / sum) <= 1));
        });

    [Fact]
    public void A_negative_whole_mirrors_the_positive_one() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Weights).Sample((total, weights) =>
            Allocation.ByLargestRemainder(-total, weights)
                .SequenceEqual(Allocation.ByLargestRemainder(total, weights).Select(part => -part)));

    [Fact]
    public void Weights_are_at_least_one_and_not_all_zero_and_never_negative()
    {
        Assert.Throws<ArgumentException>(() => Allocation.ByLargestRemainder(1, []));
        Assert.Throws<ArgumentException>(() => Allocation.ByLargestRemainder(1, [0, 0]));
        Assert.Throws<ArgumentException>(() => Allocation.ByLargestRemainder(1, [1, -1]));
    }
}

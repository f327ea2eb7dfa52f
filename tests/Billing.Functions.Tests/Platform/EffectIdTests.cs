using Billing.Platform;

namespace Billing.Functions.Tests.Platform;

public sealed class EffectIdTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Ids_sort_by_time_and_differ_within_a_moment()
    {
        var ids = Enumerable.Range(0, 100).Select(i => EffectId.New(Now.AddMilliseconds(i))).ToList();

        Assert.Equal(ids, ids.Order(StringComparer.Ordinal));
        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => EffectId.New(Now)).Distinct().Count());
        Assert.All(ids, id => Assert.True(EffectId.IsWellFormed(id)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FA")]
    [InlineData("01arz3ndektsv4rrffq69g5fav")]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FAU\n")]
    [InlineData("81ARZ3NDEKTSV4RRFFQ69G5FAV")]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FIL")]
    public void Only_the_form_that_is_handed_out_is_well_formed(string? text) =>
        Assert.False(EffectId.IsWellFormed(text));
}

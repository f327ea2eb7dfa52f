using Billing.Functions.Tests.Support;
using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps;

public sealed class TopUpIdTests
{
    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("01kan0000000000000000000t1")]
    [InlineData("01KAN0000000000000000000T")]
    [InlineData("01KAN0000000000000000000U1")]
    [InlineData("' OR 1=1 -- 01234567890123")]
    [InlineData("ZZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    public void What_is_no_ulid_in_capitals_is_no_id(string? text) => Assert.False(TopUpId.TryParse(text, out _));

    [Fact]
    public void Newer_ids_sort_first_when_inverted()
    {
        var older = SomeTopUp.Id;
        var newer = TopUpId.Parse("01KAN0000000000000000000T2");

        Assert.True(string.CompareOrdinal(newer.Inverted, older.Inverted) < 0);
        Assert.Equal(26, newer.Inverted.Length);
        Assert.Equal(older.Value, TopUpId.Parse(older.Inverted).Inverted);
    }
}

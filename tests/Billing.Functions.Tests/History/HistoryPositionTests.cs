using Billing.History;

namespace Billing.Functions.Tests.History;

public sealed class HistoryPositionTests
{
    [Fact]
    public void Positions_are_ordered_by_time_and_then_by_number()
    {
        HistoryPosition[] ordered = [new(1, 9), new(2, 3), new(2, 10), new(3, 1)];

        Assert.Equal(ordered, ordered.Reverse().Order());
        Assert.True(ordered[0] < ordered[1] && ordered[2] > ordered[1]);
    }

    [Fact]
    public void A_position_reads_back_as_it_was_written() =>
        Assert.True(HistoryPosition.TryParse(new HistoryPosition(639_000_000_000_000_000, 42).ToString(), out var read)
            && read == new HistoryPosition(639_000_000_000_000_000, 42));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("5-")]
    [InlineData("-5-5")]
    [InlineData("5-x")]
    [InlineData("9223372036854775807-1")]
    [InlineData("99999999999999999999-1")]
    public void Anything_else_is_no_position(string? text) => Assert.False(HistoryPosition.TryParse(text, out _));
}

using Billing.TopUps.BankTransfers;

namespace Billing.Functions.Tests.TopUps.BankTransfers;

public sealed class TransferPositionTests
{
    [Fact]
    public void A_position_is_read_as_it_was_written()
    {
        var position = new TransferPosition(new(2026, 11, 22), TransferId.Parse("FT:1.a_b-c"));

        Assert.True(TransferPosition.TryParse($"{position}", out var read));
        Assert.Equal(position, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-11-22")]
    [InlineData("2026-11-22|")]
    [InlineData("2026-13-22|FT1")]
    [InlineData("2026-11-22|FT1|FT2")]
    [InlineData("2026-11-22|F T")]
    public void Any_other_text_is_none(string? text) => Assert.False(TransferPosition.TryParse(text, out _));
}

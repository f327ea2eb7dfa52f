using Billing.TopUps.BankTransfers;

namespace Billing.Functions.Tests.TopUps.BankTransfers;

public sealed class TransferIdTests
{
    [Theory]
    [InlineData("FT26326000123", true)]
    [InlineData("2026-11-22:0001.a_b", true)]
    [InlineData("-1", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("â", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_id_is_letters_digits_and_a_few_signs(string? text, bool expected) =>
        Assert.Equal(expected, TransferId.TryParse(text, out _));

    [Fact]
    public void An_id_has_a_bounded_length()
    {
        Assert.True(TransferId.TryParse(new string('x', TransferId.MaxLength), out _));
        Assert.False(TransferId.TryParse(new string('x', TransferId.MaxLength + 1), out _));
        Assert.Throws<FormatException>(() => TransferId.Parse(""));
        Assert.Throws<InvalidOperationException>(() => default(TransferId).Value);
    }
}

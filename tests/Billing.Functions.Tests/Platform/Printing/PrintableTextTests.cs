using Billing.Platform.Printing;

namespace Billing.Functions.Tests.Platform.Printing;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("a\tb\r\nc", "a b  c")]
    [InlineData("a\u200Bb\u2066c\uFE0F", "abc")]
    [InlineData("e\u0323\u0302", "ệ")]
    [InlineData("가", "\u25A1")]
    public void Marks_are_composed_and_what_cannot_be_seen_is_left_out(string text, string expected) =>
        Assert.Equal(expected, PrintableText.Of(text, PrintFont.Regular));

    [Fact]
    public void A_text_without_end_is_cut()
    {
        var cut = PrintableText.Of(new('a', 100_000), PrintFont.Regular);

        Assert.Equal((PrintableText.MaxLength, '…'), (cut.Length, cut[^1]));
    }
}

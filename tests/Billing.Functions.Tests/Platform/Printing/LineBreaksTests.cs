using Billing.Platform.Printing;

namespace Billing.Functions.Tests.Platform.Printing;

public sealed class LineBreaksTests
{
    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("one  two", 4, "one|two")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    [InlineData("to abcdefghij", 4, "to|abcd|efgh|ij")]
    [InlineData("", 4, "")]
    [InlineData("登録番号は番号です", 4, "登録番号|は番号で|す")]
    [InlineData("これは請求書。です", 6, "これは請求|書。です")]
    [InlineData("残高は「十円」です", 4, "残高は|「十円」|です")]
    [InlineData("サーバー利用", 3, "サー|バー利|用")]
    [InlineData("価格 $1,234.50 円", 9, "価格|$1,234.50|円")]
    [InlineData("𠮟𠮟𠮟", 2, "𠮟|𠮟|𠮟")]
    [InlineData("1\u00A0000\u00A0000 ok", 9, "1\u00A0000\u00A0000|ok")]
    public void A_line_ends_where_the_language_allows(string text, int width, string expected) =>
        Assert.Equal(expected, string.Join('|', LineBreaks.Wrap(text, width, line => line.Length)));

    [Fact]
    public void A_character_wider_than_the_line_stands_alone() =>
        Assert.Equal(["a", "b"], LineBreaks.Wrap("ab", 0.5f, line => line.Length));
}

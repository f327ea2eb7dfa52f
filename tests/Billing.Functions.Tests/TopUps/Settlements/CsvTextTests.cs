using Billing.TopUps.Settlements;

namespace Billing.Functions.Tests.TopUps.Settlements;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a,b", "1:a|b")]
    [InlineData("a,b\r\nc,d\r\n", "1:a|b 2:c|d")]
    [InlineData("a\nb\n", "1:a 2:b")]
    [InlineData("a,,\n", "1:a||")]
    [InlineData("a\n\nb", "1:a 2: 3:b")]
    [InlineData("\"a\",\"b,c\"\n", "1:a|b,c")]
    [InlineData("\"a\"\"b\"\n", "1:a\"b")]
    [InlineData("\"\",x", "1:|x")]
    [InlineData("\"a\nb\",c\nd", "1:a\nb|c 3:d")]
    [InlineData("a\"b\nc", "1:! 2:c")]
    [InlineData("\"a\"b\nc", "1:! 2:c")]
    [InlineData("x\n\"a\nb", "1:x 2:!")]
    [InlineData("a\rb", "1:!")]
    public void Records_are_read_by_the_line_that_they_begin_on(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', CsvText.Records(text).Select(Show)));

    private static string Show(CsvRecord record) =>
        $"{record.Line}:{(record.Fields is { } fields ? string.Join('|', fields) : "!")}";
}

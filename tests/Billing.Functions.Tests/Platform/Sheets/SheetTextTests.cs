using Billing.Platform.Sheets;

namespace Billing.Functions.Tests.Platform.Sheets;

public sealed class SheetTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+84 90", "'+84 90")]
    [InlineData("-5 %", "'-5 %")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\tplain", "'\tplain")]
    [InlineData("\r=1", "'\n=1")]
    [InlineData("\nplain", "'\nplain")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠x", "'＠x")]
    [InlineData("﹣1", "'﹣1")]
    [InlineData("−1", "'−1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\u200b=1", "'\u200b=1")]
    [InlineData("\ufeff\u3000＝1", "'\ufeff\u3000＝1")]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    public void What_a_spreadsheet_would_take_for_a_formula_gets_an_apostrophe(string text, string safe) =>
        Assert.Equal(safe, SheetText.Safe(text));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Storage usage for 1 model")]
    [InlineData("a=b, c-d, e@f")]
    [InlineData("'=1")]
    [InlineData("Lưu trữ cho một mô hình")]
    [InlineData("モデル1件のストレージ利用")]
    [InlineData("𠮷野家 😀")]
    [InlineData("a_x_b, a_xyz_")]
    [InlineData("line\nline\tend")]
    [InlineData("<b>&amp;\"")]
    [InlineData("1−2")]
    public void Any_other_text_stays_as_it_is(string text) => Assert.Equal(text, SheetText.Safe(text));

    [Fact]
    public void What_XML_cannot_hold_is_replaced()
    {
        Assert.Equal("a\uFFFDb", SheetText.Safe("a\0b"));
        Assert.Equal("'\uFFFD=1", SheetText.Safe("\u0001=1"));
        Assert.Equal("a\uFFFDb", SheetText.Safe("a\ud800b"));
        Assert.Equal("\uFFFD", SheetText.Safe("\udc00"));
        Assert.Equal("a\uFFFDb\uFFFD", SheetText.Safe("a\uFFFEb\uFFFF"));
        Assert.Equal("a\nb\nc", SheetText.Safe("a\r\nb\rc"));
    }

    [Theory]
    [InlineData("_x0041_", "_x005F_x0041_")]
    [InlineData("a_x000D_=1", "a_x005F_x000D_=1")]
    [InlineData("_x000a__x000B_", "_x005F_x000a__x005F_x000B_")]
    public void Text_that_readers_would_unescape_is_escaped(string text, string safe) =>
        Assert.Equal(safe, SheetText.Safe(text));

    [Fact]
    public void A_text_is_cut_where_a_cell_is_full_and_never_inside_a_character()
    {
        var cut = SheetText.Safe(new string('a', SheetText.MaxLength) + "b");
        Assert.Equal(SheetText.MaxLength, cut.Length);
        Assert.EndsWith("a…", cut);

        var pairs = SheetText.Safe("a" + string.Concat(Enumerable.Repeat("😀", 20_000)));
        Assert.True(pairs.Length <= SheetText.MaxLength);
        Assert.EndsWith("😀…", pairs);
        Assert.Equal(SheetText.MaxLength, SheetText.Safe(new string('a', SheetText.MaxLength)).Length);
    }
}

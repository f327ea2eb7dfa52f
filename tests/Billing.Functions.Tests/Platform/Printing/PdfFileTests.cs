using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Platform.Printing;

namespace Billing.Functions.Tests.Platform.Printing;

public sealed class PdfFileTests
{
    private static readonly DateTimeOffset MadeAt = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Invoice INV-2026-000123, office affairs: $1,234.50 AVATAR “fi” – ½ § €")]
    [InlineData("Hóa đơn giá trị gia tăng: ế ộ ữ ằ ẵ Ỗ Đặng Nguyễn Thị Ngọc 1.234.567\u00A0₫")]
    [InlineData("適格請求書発行事業者 登録番号 T1234567890123 ￥1,234 株式会社カタカナ がぎぐげご")]
    public void What_was_written_is_read_again_in_every_language(string text)
    {
        var (regular, bold) = (Print(text, TextStyle.Body), Print(text, TextStyle.Strong));

        Assert.Equal([text], ReadPdf.Of(regular).Pages.Single());
        Assert.Equal([text], ReadPdf.Of(bold).Pages.Single());
    }

    [Theory]
    [InlineData(
        "Hóa đơn: ế ộ ữ ằ", "Ho\u0301a đo\u031Bn: e\u0302\u0301 o\u0323\u0302 u\u031B\u0303 a\u0306\u0300")]
    [InlineData("がパ", "か\u3099ハ\u309A")]
    public void Letters_and_marks_that_come_apart_are_printed_as_one(string whole, string apart) =>
        Assert.Equal([whole], ReadPdf.Of(Print(apart, TextStyle.Body)).Pages.Single());

    [Fact]
    public void What_the_font_lacks_prints_a_visible_stand_in()
    {
        const string Text = "Thai ไทย, Korean 한국, Arabic عرب, emoji 😀👨‍👩‍👧, half \uD83D, tab\tend";

        var lines = ReadPdf.Of(Print(Text, TextStyle.Body));

        Assert.Equal("Thai □□□, Korean □□, Arabic □□□, emoji □□□□, half □, tab end", lines.Text);
    }

    [Fact]
    public void The_file_holds_the_glyphs_that_it_shows_and_no_others()
    {
        var small = Print("Invoice", TextStyle.Body);
        var kanji = string.Concat(Enumerable.Range(0x4E00, 600).Select(char.ConvertFromUtf32));

        Assert.InRange(small.Length, 1, 20_000);
        Assert.InRange(Print(kanji, TextStyle.Body).Length, small.Length, 200_000);
    }

    [Fact]
    public async Task The_same_document_is_the_same_bytes_also_when_many_are_printed_at_once()
    {
        const string Text = "Same input, same bytes: Hóa đơn 請求書 ￥1,234";
        var once = Print(Text, TextStyle.Strong);

        var again = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => Print(Text, TextStyle.Strong))));

        Assert.All(again, file => Assert.Equal(once, file));
    }

    [Fact]
    public void The_file_tells_its_title_and_language()
    {
        var read = ReadPdf.Of(Print("A", TextStyle.Body));

        Assert.Equal(("Hóa đơn 請求書", "vi"), (read.Title, read.Language));
    }

    [Fact]
    public void A_document_without_text_is_a_page() =>
        Assert.Equal([], ReadPdf.Of(Print("", TextStyle.Body)).Pages.Single());

    private static byte[] Print(string text, TextStyle style)
    {
        var paper = new Paper();
        paper.Text(text, style);
        return PdfFile.Of(paper, new("Hóa đơn 請求書", "A company", Language.Vi, MadeAt));
    }
}

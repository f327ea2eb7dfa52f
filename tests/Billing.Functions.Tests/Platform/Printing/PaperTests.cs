using System.Collections.Immutable;
using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.Platform.Printing;

namespace Billing.Functions.Tests.Platform.Printing;

public sealed class PaperTests
{
    [Fact]
    public void A_long_table_goes_on_with_its_header_on_each_page()
    {
        var paper = new Paper();
        Table(paper, Enumerable.Range(1, 300).Select(it => $"line {it}"));
        paper.Together(Columns, PaperRow.Of(TextStyle.Strong, "Total", "300"));
        paper.Number("A list", (page, pages) => $"{page}/{pages}");

        var read = Read(paper);

        Assert.InRange(read.Pages.Count, 6, 12);
        Assert.All(read.Pages, page => Assert.Equal("WhatAmount", page[0]));
        Assert.All(read.Pages.Index(), it => Assert.Equal($"A list{it.Index + 1}/{read.Pages.Count}", it.Item[^1]));
        Assert.Equal("Total300", read.Pages[^1][^2]);
        Assert.Equal(
            Enumerable.Range(1, 300).Select(it => $"line {it}1"),
            read.Pages.SelectMany(page => page).Where(line => line.StartsWith("line", StringComparison.Ordinal)));
        Assert.Equal("", read.Fault);
    }

    [Fact]
    public void A_row_higher_than_a_page_is_parted_and_nothing_of_it_is_lost()
    {
        var words = Enumerable.Range(1, 150).Select(it => $"word{it}").ToList();
        var paper = new Paper();
        Table(paper, [string.Join('\n', words)]);

        var read = Read(paper);

        Assert.True(read.Pages.Count > 1);
        Assert.All(read.Pages, page => Assert.Equal("WhatAmount", page[0]));
        foreach (var word in words) Assert.Contains(word, read.Text, StringComparison.Ordinal);
        Assert.Equal("", read.Fault);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("請")]
    [InlineData("ộ")]
    public void A_word_without_a_space_stays_inside_its_column(string letter)
    {
        var word = string.Concat(Enumerable.Repeat(letter, 500));
        var paper = new Paper();
        Table(paper, [word]);

        var read = Read(paper);

        Assert.Equal("", read.Fault);
        Assert.Equal(500, read.Text.Split(letter).Length - 1);
    }

    [Fact]
    public void Rows_that_belong_together_are_on_one_page()
    {
        var paper = new Paper();
        Table(paper, Enumerable.Range(1, 39).Select(it => $"line {it}"));
        paper.Together(Columns, [.. Enumerable.Range(1, 6).Select(it => PaperRow.Of(TextStyle.Body, $"sum {it}", ""))]);

        var pages = Read(paper).Pages;

        Assert.Equal(6, pages[^1].Count(line => line.StartsWith("sum", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_document_has_at_most_so_many_pages() => Assert.Throws<InvariantException>(
        () => Table(new(), Enumerable.Repeat(string.Join('\n', Enumerable.Repeat("a", 40)), 300)));

    private static ImmutableArray<PaperColumn> Columns =>
        Paper.Columns((3, Align.Left), (1, Align.Right));

    private static void Table(Paper paper, IEnumerable<string> rows) => paper.Table(
        Columns,
        PaperRow.Of(TextStyle.Strong, "What", "Amount") with { IsShaded = true },
        rows.Select(row => PaperRow.Of(TextStyle.Body, row, "1") with { IsRuled = true }));

    private static ReadPdf Read(Paper paper) =>
        ReadPdf.Of(PdfFile.Of(paper, new("A list", "Us", Language.En, DateTimeOffset.UnixEpoch)));
}

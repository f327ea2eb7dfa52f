using System.Globalization;
using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Platform.Sheets;

namespace Billing.Functions.Tests.Platform.Sheets;

public sealed class WorkbookTests
{
    private static readonly SheetLayout Things = new("Things", [new("Name", 30), new("Price", 12), new("When", 20)]);
    private static readonly SheetZone Hanoi = new("Asia/Ho_Chi_Minh");

    [Fact]
    public async Task Cells_have_the_types_and_every_digit_of_what_they_were_given()
    {
        var day = new DateTimeOffset(2026, 3, 9, 20, 30, 0, TimeSpan.Zero);
        var book = await Write(
            Things,
            [SheetCell.Of("Lưu trữ"), SheetCell.Of(Usd("-0.000165")), SheetCell.Of(day, Hanoi)],
            [SheetCell.Empty, SheetCell.Of(7), SheetCell.Of(new DateOnly(2026, 3, 10))],
            [SheetCell.Of("=1+1"), SheetCell.Of(new AmountSum(Int128.MaxValue, Currency.Vnd))]);

        var rows = ReadSheet.Rows(book, "Things");
        Assert.Equal(("Lưu trữ", -0.000165, new DateTime(2026, 3, 10, 3, 30, 0)), Row(rows[0]));
        Assert.Equal((null, 7d, new DateTime(2026, 3, 10)), Row(rows[1]));
        Assert.Equal("'=1+1", rows[2]["Name"]);
        Assert.Equal(
            [
                "A1 inlineStr Name", "B1 inlineStr Price", "C1 inlineStr When",
                "A2 inlineStr Lưu trữ", "B2 n -0.000165", "C2 n 46091.145833333333",
                "B3 n 7", "C3 n 46091",
                "A4 inlineStr '=1+1", "B4 n 170141183460469231731687303715884.105727",
            ],
            ReadSheet.Cells(book));
        Assert.Empty(ReadSheet.Faults(book));
    }

    [Fact]
    public async Task The_headings_stay_in_sight_columns_are_wide_enough_and_rows_can_be_filtered()
    {
        var book = await Write(Things, [SheetCell.Of("a")], [SheetCell.Of("b")]);

        var sheet = ReadSheet.Part(book, "xl/worksheets/sheet1.xml").ToString();
        Assert.Contains(
            "ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"", sheet,
            StringComparison.Ordinal);
        Assert.Contains("min=\"1\" max=\"1\" width=\"30\"", sheet, StringComparison.Ordinal);
        Assert.Contains("ref=\"A1:C3\"", sheet, StringComparison.Ordinal);
        Assert.Contains(
            "'Things'!$A$1:$C$3", ReadSheet.Part(book, "xl/workbook.xml").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_sheet_goes_on_in_a_further_one_and_the_cover_is_shown_first()
    {
        var output = new OneWayStream();
        using var book = new Workbook(output, maxRows: 3);
        await book.Begin(Things, default);
        for (var i = 1; i <= 5; i++) await book.Add([SheetCell.Of($"thing {i}")], default);
        await book.Begin(new("Sum", [new("Item", 10)], IsCover: true, HasFilter: false), default);
        await book.Add([SheetCell.Of("5 things")], default);
        await book.End(default);

        Assert.Equal(["Sum", "Things", "Things (2)", "Things (3)"], ReadSheet.Names(output.Taken));
        Assert.Equal(["thing 1", "thing 2"], Names(output.Taken, "Things"));
        Assert.Equal(["thing 3", "thing 4"], Names(output.Taken, "Things (2)"));
        Assert.Equal(["thing 5"], Names(output.Taken, "Things (3)"));
        Assert.Empty(ReadSheet.Faults(output.Taken));
        Assert.Equal(output.Taken.Length, book.Bytes);
    }

    [Fact]
    public async Task A_sheet_without_rows_has_its_headings()
    {
        var book = await Write(Things);

        Assert.Empty(ReadSheet.Rows(book, "Things"));
        Assert.Equal(3, ReadSheet.Cells(book).Count);
        Assert.Empty(ReadSheet.Faults(book));
    }

    [Fact]
    public async Task However_many_rows_there_are_only_a_little_waits_to_be_sent()
    {
        var output = new OneWayStream();
        using var book = new Workbook(output);
        await book.Begin(Things, default);
        for (var i = 0; i < 50_000; i++)
            await book.Add([SheetCell.Of($"{i} {i * 7919L} of {i * 104_729L}"), SheetCell.Of(i)], default);
        await book.End(default);

        Assert.True(output.Taken.Length > 500_000);
        Assert.InRange(output.Largest, 1, 64 * 1024);
    }

    [Fact]
    public async Task A_file_that_is_not_ended_cannot_be_opened()
    {
        var output = new OneWayStream();
        using (var book = new Workbook(output))
        {
            await book.Begin(Things, default);
            for (var i = 0; i < 30_000; i++) await book.Add([SheetCell.Of($"{i} of {i * 104_729L}")], default);
        }

        Assert.NotEmpty(output.Taken);
        Assert.Throws<InvalidDataException>(() => ReadSheet.Part(output.Taken, "xl/workbook.xml"));
    }

    [Fact]
    public async Task The_culture_of_the_machine_changes_nothing()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NegativeSign) = (",", "−");
        CultureInfo.CurrentCulture = culture;
        var book = await Write(Things, [SheetCell.Of("x"), SheetCell.Of(Usd("-1234.5")), SheetCell.Of(-8)]);

        Assert.Equal(["A2 inlineStr x", "B2 n -1234.5", "C2 n -8"], ReadSheet.Cells(book)[3..]);
    }

    [Fact]
    public async Task Amounts_are_shown_with_fractions_of_the_smallest_coin_only_where_there_are_any()
    {
        (string Amount, Currency Currency, SheetStyle Style)[] amounts =
        [
            ("12", Currency.Usd, SheetStyle.Cents), ("12.3", Currency.Usd, SheetStyle.Cents),
            ("12.345", Currency.Usd, SheetStyle.FineCents), ("-0.0000000001", Currency.Usd, SheetStyle.FineCents),
            ("12", Currency.Vnd, SheetStyle.Number), ("12.5", Currency.Vnd, SheetStyle.FineNumber),
            ("1200", Currency.Jpy, SheetStyle.Number), ("0", Currency.Jpy, SheetStyle.Number),
        ];
        foreach (var (amount, currency, style) in amounts)
            Assert.Equal(style, SheetCell.Of(Amount.Parse(amount, currency)).Style);

        var styles = ReadSheet.Part(await Write(Things), "xl/styles.xml").ToString();
        Assert.Contains("#,##0.00########", styles, StringComparison.Ordinal);
    }

    private static async Task<byte[]> Write(SheetLayout layout, params SheetCell[][] rows)
    {
        var output = new OneWayStream();
        using var book = new Workbook(output);
        await book.Begin(layout, default);
        foreach (var row in rows) await book.Add(row, default);
        await book.End(default);
        return output.Taken;
    }

    private static AmountSum Usd(string amount) => Amount.Parse(amount, Currency.Usd);

    private static IEnumerable<object?> Names(byte[] book, string sheet) =>
        ReadSheet.Rows(book, sheet).Select(row => row["Name"]);

    private static (object? Name, object? Price, object? When) Row(IDictionary<string, object?> row) =>
        (row["Name"], row["Price"], row["When"]);
}

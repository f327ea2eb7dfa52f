using System.Globalization;
using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.History.Exports;
using Billing.Ledger;
using Billing.Platform;
using Billing.Platform.Sheets;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.History.Exports;

public sealed class ExportCreditHistoryTests(Azurite azurite)
{
    private const string Sheet = "Credit history";

    private static readonly Happening[] Past =
        [new(2, 3, 0, 5), new(3, 2, 60, 7), new(0, 1, 0, 12), new(1, 0, -30, 30), new(2, 0, 0, 1)];

    [Fact]
    public async Task Every_cell_is_what_the_ledger_says_and_of_its_type()
    {
        var office = await ExportOffice.Open(azurite, Past);
        var entries = await office.Past.All();

        var book = await office.Workbook();

        var rows = ReadSheet.Rows(book, Sheet);
        Assert.Equal(entries.Select(entry => entry.Id), rows.Select(row => row["Id"]));
        foreach (var (entry, row) in entries.Zip(rows)) Same(entry, row);
        Assert.Equal(
            entries.Select(entry => entry.Amount.ToDecimalString()),
            ReadSheet.Cells(book).Where(cell => cell[0] == 'F').Skip(1).Select(cell => cell.Split(' ')[2]));
        Assert.Empty(ReadSheet.Faults(book));
    }

    [Fact]
    public async Task The_first_sheet_says_whose_it_is_what_was_asked_for_and_what_it_comes_to()
    {
        var office = await ExportOffice.Open(azurite, Past);
        var head = await office.Past.Ledger.Load(office.Account, default);

        var book = await office.Workbook();

        Assert.Equal(["Account", Sheet], ReadSheet.Names(book));
        Assert.Equal(office.Account.Value, ExportOffice.Item(book, "Account"));
        Assert.Equal("USD", ExportOffice.Item(book, "Currency"));
        Assert.Equal(Noon.DateTime, ExportOffice.Item(book, "Made at"));
        Assert.Equal((double)(await office.Past.All()).Count, ExportOffice.Item(book, "Rows"));
        var balance = Balance.Of(head.State, Noon).Total!.Value.ToDecimalString();
        foreach (var item in (string[])["Sum of the rows", "Balance (top-ups and vouchers)", "Balance and plans"])
            Assert.Equal(
                balance, Convert.ToDecimal(ExportOffice.Item(book, item), CultureInfo.InvariantCulture)
                    .ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_filter_leaves_out_what_it_does_not_want_and_is_named()
    {
        var office = await ExportOffice.Open(azurite, Past);

        var book = await office.Workbook("?kind=usage&from=2026-03-10");

        Assert.Equal(30, ReadSheet.Rows(book, Sheet).Count);
        Assert.Equal("usage", ExportOffice.Item(book, "Only kind"));
        Assert.Equal(new DateTime(2026, 3, 10), ExportOffice.Item(book, "From"));
        Assert.Equal("422 invalid", (await office.Run("?kind=5&export=a b")).Summary());
    }

    [Fact]
    public async Task An_account_without_a_past_has_an_export_without_rows()
    {
        var office = await ExportOffice.Open(azurite);

        var book = await office.Workbook();

        Assert.Empty(ReadSheet.Rows(book, Sheet));
        Assert.Equal(0d, ExportOffice.Item(book, "Sum of the rows"));
    }

    [Fact]
    public async Task Long_texts_of_any_language_come_whole_and_formulas_are_none()
    {
        var texts = (string[])
        [
            string.Concat(Enumerable.Repeat("Lưu trữ một mô hình ", 25)),
            string.Concat(Enumerable.Repeat("モデルの保存", 83)) + "ああ",
            "=HYPERLINK(\"http://evil\")", "＝1+1",
        ];
        var office = await ExportOffice.Open(azurite);
        var usage = SomeLedger.Usage((await office.Past.Ledger.Load(office.Account, default)).State, texts.Length);
        var lines = usage.Lines.Zip(texts, (line, text) => line with { Description = text });
        await office.Past.Commit(usage with { Lines = [.. lines] });

        var rows = ReadSheet.Rows(await office.Workbook(), Sheet);

        Assert.All(texts[..2], text => Assert.Equal(500, text.Length));
        Assert.Equal(
            texts.Reverse().Select(SheetText.Safe), rows.Select(row => row["Description"]));
        Assert.Equal(["'＝1+1", "'=HYPERLINK(\"http://evil\")"], rows[..2].Select(row => row["Description"]));
    }

    [Fact]
    public async Task A_named_export_says_how_it_went()
    {
        var office = await ExportOffice.Open(azurite, Past);

        var download = await Download.Of(await office.Run("?export=march"));

        var export = await office.Find("march");
        Assert.Equal(
            (ExportState.Done, (await office.Past.All()).Count, download.Body.Length),
            (export.State, export.Rows, export.Bytes));
        Assert.True(export.RowsAtMost >= export.Rows);
        Assert.Contains("credit-history-", download.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_goes_away_stops_the_work()
    {
        var office = await ExportOffice.Open(azurite, Past);
        using var gone = new CancellationTokenSource();
        var result = await office.Run("?export=left");
        await gone.CancelAsync();

        await Download.Of(result, gone: gone.Token);

        Assert.Null(await office.Exports.Find(office.Account, Id("left"), default));
        Assert.Equal(200, (await Download.Of(await office.Run())).Status);
    }

    [Fact]
    public async Task A_broken_connection_is_no_export()
    {
        var office = await ExportOffice.Open(azurite, Past);

        var result = await office.Run("?export=broken");
        await Assert.ThrowsAsync<IOException>(() => Download.Of(result, new OneWayStream(breakAt: 100)));

        Assert.Equal(ExportState.Failed, (await office.Find("broken")).State);
    }

    [Fact]
    public async Task Too_many_at_once_are_to_be_tried_again_and_a_turn_is_given_back()
    {
        var office = await ExportOffice.Open(azurite, Past);
        var turns = Enumerable.Range(0, ExportTurns.MaxPerAccount).Select(_ => office.Turns.TryTake(office.Account)!);
        var taken = turns.ToList();

        var refused = await Download.Of(await office.Run());

        Assert.Equal((429, "too_many_exports"), (refused.Status, refused.Code));
        Assert.Equal("10", refused.Headers.RetryAfter);
        taken[0].Dispose();
        for (var i = 0; i < 3; i++) Assert.Equal(200, (await Download.Of(await office.Run())).Status);
    }

    [Fact]
    public async Task A_name_that_is_running_is_refused_and_one_that_has_ended_is_free()
    {
        var office = await ExportOffice.Open(azurite, Past);
        var head = await office.Past.Ledger.Load(office.Account, default);
        Assert.True(await office.Exports.Begin(Export.Begin(head, Id("one"), Noon), default));

        var refused = await Download.Of(await office.Run("?export=one"));
        office.Clock.Advance(Export.SilentAtMost + TimeSpan.FromSeconds(1));
        var taken = await Download.Of(await office.Run("?export=one"));
        var again = await Download.Of(await office.Run("?export=one"));

        Assert.Equal((409, "export_running"), (refused.Status, refused.Code));
        Assert.Equal((200, 200), (taken.Status, again.Status));
    }

    private static ExportId Id(string text) => ExportId.TryParse(text, out var id) ? id : default;

    private static void Same(HistoryEntry entry, IDictionary<string, object?> row)
    {
        Assert.Equal(entry.Date.UtcDateTime, Assert.IsType<DateTime>(row["Date (UTC)"]), TimeSpan.FromMilliseconds(1));
        Assert.Equal(entry.Service?.Value, row["Service"]);
        Assert.Equal(SheetText.Safe(entry.Description), row["Description"]);
        Assert.Equal(EnumText.Format(entry.Kind), row["Kind"]);
        Assert.Equal(EnumText.Format(entry.Status), row["Status"]);
        Assert.Equal(Number(entry.Amount.ToDecimalString()), Assert.IsType<double>(row["Amount"]));
        Assert.Equal("USD", row["Currency"]);
        var shares = entry.Funding.ToDictionary(share => share.Kind, share => share.Amount.ToDecimalString());
        Assert.Equal(Share(FundKind.Plan), row["From billing plans"]);
        Assert.Equal(Share(FundKind.Voucher), row["From vouchers"]);
        Assert.Equal(Share(FundKind.TopUp) ?? Share(FundKind.Debt), row["From top-ups"]);

        object? Share(FundKind kind) => shares.TryGetValue(kind, out var amount) ? Number(amount) : null;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Statements;

namespace Billing.Functions.Tests.Statements;

public sealed class StatementPaperTests
{
    private static readonly AccountId Account = AccountId.Parse("acme");
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 1, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Language.En, "JPY", "Account statement 2026-11", "1 Nov 2026 – 30 Nov 2026 (Asia/Tokyo)")]
    [InlineData(Language.Vi, "VND", "Sao kê tài khoản 2026-11", "01/11/2026 – 30/11/2026 (Asia/Tokyo)")]
    [InlineData(Language.Ja, "JPY", "ご利用明細書 2026-11", "2026年11月1日 – 2026年11月30日 (Asia/Tokyo)")]
    public void A_statement_says_whose_it_is_and_of_which_month(
        Language language, string currency, string title, string period)
    {
        var read = Read(Of(currency), language);

        Assert.Equal(title, read.Pages[0][0]);
        Assert.Equal((title, language.ToString().ToLowerInvariant()), (read.Title, read.Language));
        Assert.Contains(period, read.Text, StringComparison.Ordinal);
        Assert.Contains("Công ty Ánh Dương", read.Text, StringComparison.Ordinal);
        Assert.Equal("", read.Fault);
    }

    [Fact]
    public void Each_figure_stands_in_its_row_and_column()
    {
        var lines = Read(Of("VND"), Language.Vi).Pages.SelectMany(page => page).ToHashSet();

        string[] rows =
        [
            "Số dư đầu kỳ|1.020.000|1.000.000|20.000|0",
            "Ghi có|530.000|500.000|30.000|2.000.000",
            "Dịch vụ đã sử dụng|-255.000,1234|-240.000,1234|-15.000|-70.000",
            "Hết hạn chưa dùng|-5.000|0|-5.000|0",
            "Hoàn lại phí đã trừ|1.500|1.500|0|0",
            "Điều chỉnh|-250|-250|0|0",
            "Số dư cuối kỳ|1.291.249,8766|1.261.249,8766|30.000|1.930.000",
        ];
        foreach (var row in rows)
            Assert.Contains(row.Replace("|", "", StringComparison.Ordinal), lines.Select(Plain));
        Assert.Contains("ai-inference12.345200.000,123470.000", lines.Select(Plain));
        Assert.Contains("gpu-container72055.0000", lines.Select(Plain));
        Assert.Contains("Tổng cộng13.065255.000,123470.000", lines.Select(Plain));
    }

    [Theory]
    [InlineData(StatementStatus.Open, "OPEN")]
    [InlineData(StatementStatus.Settling, "SETTLING")]
    [InlineData(StatementStatus.Final, "FINAL")]
    public void Its_status_is_at_the_top(StatementStatus status, string word) =>
        Assert.StartsWith(word, Read(Of("JPY", status), Language.En).Pages[0][1], StringComparison.Ordinal);

    [Fact]
    public void A_final_statement_is_the_same_file_whenever_it_is_printed()
    {
        Assert.Equal(File(Of("JPY"), Language.Ja, Now), File(Of("JPY"), Language.Ja, Now.AddYears(1)));
        var open = Of("JPY", StatementStatus.Open);
        Assert.NotEqual(File(open, Language.Ja, Now), File(open, Language.Ja, Now.AddHours(1)));
    }

    [Fact]
    public void A_month_of_many_services_goes_over_pages()
    {
        var used = Enumerable.Range(1, 120).Select(it => new UsedCredit(new($"service-{it}"), it, default, default));
        var zero = Of("JPY").Opening.Debt;

        var read = Read(
            Of("JPY") with { Used = [.. used.Select(it => it with { Amount = zero, Plans = zero })] }, Language.En);

        Assert.True(read.Pages.Count > 2);
        Assert.Contains($"Page {read.Pages.Count} of {read.Pages.Count}", read.Pages[^1][^1], StringComparison.Ordinal);
        Assert.Equal("", read.Fault);
    }

    [Fact]
    public void An_account_without_a_profile_and_without_usage_has_a_page()
    {
        var file = new StatementPaper(Of("USD") with { Used = [] }, Account, null, Language.En, "UTC").ToPdf(Now);

        Assert.Contains("No usage in this month.", ReadPdf.Of(file).Text, StringComparison.Ordinal);
        Assert.InRange(file.Length, 1, 60_000);
    }

    private static string Plain(string line) => line.Replace("\u00A0₫", "", StringComparison.Ordinal);

    private static Statement Of(string currency, StatementStatus status = StatementStatus.Final) =>
        SomeStatement.Of(currency, "Asia/Tokyo", status);

    private static ReadPdf Read(Statement statement, Language language) =>
        ReadPdf.Of(File(statement, language, Now));

    private static byte[] File(Statement statement, Language language, DateTimeOffset now)
    {
        var holder = SomeStatement.Holder("VN", "Công ty Ánh Dương", "1 Lê Lợi, Quận 1, TP. Hồ Chí Minh", "VND");
        return new StatementPaper(statement, Account, holder, language, "Asia/Tokyo").ToPdf(now);
    }
}

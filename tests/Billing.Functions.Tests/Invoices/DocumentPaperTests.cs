using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Invoices;
using Billing.Money;
using Billing.Platform;

namespace Billing.Functions.Tests.Invoices;

public sealed class DocumentPaperTests
{
    private const int MaxBytes = 200_000;

    [Fact]
    public void A_receipt_in_Vietnamese_says_who_what_tax_and_how_it_was_paid() => Says(
        SomeDocument.Receipt(), Language.Vi,
        "Biên lai", "Số: VN-R-2026-000123", "Ngày lập: 23/11/2026", "Công ty Cổ phần AI Marketplace",
        "Công ty TNHH Thương mại Dịch vụ Ánh Dương", "Mã số thuế: 0101234567", "Mã số thuế: 0312345678",
        "Thuế suất", "Nạp tiền vào tài khoản10%5.000.000\u00A0₫", "Cộng tiền hàng (chưa thuế)4.545.455\u00A0₫",
        "Thuế GTGT 10% trên 4.545.455\u00A0₫454.545\u00A0₫", "Số tiền đã nhận5.000.000\u00A0₫",
        "Ghi chú", "Đã thanh toán ngày 23/11/2026 qua VNPay: 5.000.000\u00A0₫.", "mã giao dịch",
        "không phải là hóa đơn điện tử có mã của cơ quan thuế");

    [Fact]
    public void A_qualified_invoice_in_Japanese_has_what_its_law_asks_for() => Says(
        SomeDocument.QualifiedInvoice(), Language.Ja,
        "適格請求書", "番号: JP-I-2026-000123", "発行日: 2026年11月23日", "取引対象月: 2026-10",
        "AIマーケットプレイス株式会社", "登録番号: T1234567890123", "株式会社あおぞら人工知能研究所 御中",
        "サービスのご利用 – ai-inference12,34510%￥123,456.78", "バウチャーでのお支払い10%-￥5,000",
        "端数調整–-￥0.78", "合計（税抜）￥187,688", "10%対象 ￥187,688 消費税￥18,768", "合計￥206,456",
        "前払い残高からお支払い済みです。");

    [Fact]
    public void An_invoice_abroad_says_that_the_buyer_accounts_for_the_tax() => Says(
        SomeDocument.ReverseCharge(), Language.En,
        "Invoice", "Number: INT-I-2026-000123", "Payable by: 7 Dec 2026", "Acme Research, Inc.", "Country: US",
        "AI Marketplace Pte. Ltd.", "Billing plan – Research 2027, instalment 2–$12,500.00", "Amount due$12,500.00",
        "Reverse charge: the buyer accounts for the tax in its own country.");

    [Fact]
    public void A_credit_note_names_what_it_corrects_and_why() => Says(
        SomeDocument.CreditNote(), Language.Vi,
        "Hóa đơn điều chỉnh giảm", "Điều chỉnh cho: VN-R-2026-000123 (23/11/2026)",
        "Lý do: Khách hàng yêu cầu hoàn tiền", "Tổng tiền điều chỉnh giảm2.500.000\u00A0₫");

    [Fact]
    public void A_demand_whose_money_is_taxed_later_is_no_tax_invoice() => Says(
        SomeDocument.ReverseCharge() with { Treatment = TaxTreatment.Elsewhere }, Language.En,
        "Request for payment", "This document states no tax");

    [Fact]
    public void Each_kind_is_printed_in_each_language_inside_the_margins_and_small()
    {
        BillingDocument[] documents =
        [
            SomeDocument.Receipt(), SomeDocument.QualifiedInvoice(), SomeDocument.ReverseCharge(),
            SomeDocument.CreditNote(),
        ];
        foreach (var document in documents)
            foreach (var language in Enum.GetValues<Language>())
            {
                var file = new DocumentPaper(document, language).ToPdf();
                var read = ReadPdf.Of(file);

                Assert.Equal("", read.Fault);
                Assert.DoesNotContain("□", read.Text, StringComparison.Ordinal);
                Assert.Equal(language.ToString().ToLowerInvariant(), read.Language);
                Assert.InRange(file.Length, 1, MaxBytes);
                Assert.Equal(file, new DocumentPaper(document, language).ToPdf());
            }
    }

    [Fact]
    public void Three_hundred_lines_go_over_pages_with_the_totals_on_the_last()
    {
        var lines = Enumerable.Range(1, 300).Select(it => new DocumentLine(
            LineKind.ServiceUsage, Amount.Parse("100", Currency.Jpy), SomeDocument.Jct, $"service-{it}", it));
        var document = SomeDocument.Of(
            DocumentKind.Invoice, SomeDocument.Japan, SomeDocument.JapaneseBuyer, TaxTreatment.Taxed, [.. lines],
            Amount.Parse("30000", Currency.Jpy), PriceStatement.Inclusive);

        var file = new DocumentPaper(document, Language.Ja).ToPdf();
        var read = ReadPdf.Of(file);

        Assert.InRange(read.Pages.Count, 7, 15);
        Assert.InRange(file.Length, 1, MaxBytes);
        Assert.Equal("", read.Fault);
        Assert.All(read.Pages.Skip(1), page => Assert.Equal("内容数量税率金額（税込）", page[0]));
        Assert.All(read.Pages.Index(), it => Assert.EndsWith(
            $"{it.Index + 1} / {read.Pages.Count} ページ", it.Item[^1], StringComparison.Ordinal));
        Assert.Contains("ご請求金額￥30,000", read.Pages[^1]);
        Assert.Equal(300, read.Text.Split("サービスのご利用 – service-").Length - 1);
    }

    [Fact]
    public void What_is_not_issued_is_not_printed() => Assert.Throws<InvariantException>(
        () => new DocumentPaper(SomeDocument.Receipt() with { Number = null }, Language.En).ToPdf());

    [Fact]
    public void Each_kind_of_line_has_words()
    {
        foreach (var kind in Enum.GetValues<LineKind>())
            foreach (var language in Enum.GetValues<Language>())
                Assert.NotEmpty(LineWords.Of(new(kind, Amount.Parse("1", Currency.Jpy)), language));
    }

    private static void Says(BillingDocument document, Language language, params string[] texts)
    {
        var text = ReadPdf.Of(new DocumentPaper(document, language).ToPdf()).Text;
        foreach (var expected in texts) Assert.Contains(expected, text, StringComparison.Ordinal);
    }
}

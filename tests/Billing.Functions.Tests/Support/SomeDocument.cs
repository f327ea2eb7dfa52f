using Billing.Accounts;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.Statements;

namespace Billing.Functions.Tests.Support;

/// <summary>Issued documents of each kind, as a seller and buyer of each language have them.</summary>
public static class SomeDocument
{
    public static DateTimeOffset At { get; } = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static TaxRate Vat { get; } = new("VAT", 1000);

    public static TaxRate Jct { get; } = new("JCT", 1000);

    public static Seller Vietnam { get; } = new(
        "VN", "VN",
        new("AI Marketplace JSC", Vi: "Công ty Cổ phần AI Marketplace"),
        new("1 Sandbox Street, Ho Chi Minh City", Vi: "Số 1 Đường Sandbox, Quận 1, Thành phố Hồ Chí Minh, Việt Nam"),
        "0312345678");

    public static Seller Japan { get; } = new(
        "JP", "JP",
        new("AI Marketplace KK", Ja: "AIマーケットプレイス株式会社"),
        new("1-1 Sandbox, Chiyoda-ku, Tokyo 100-0001, Japan", Ja: "〒100-0001 東京都千代田区サンドボックス1-1"),
        "1234567890123",
        "T1234567890123");

    public static Seller Singapore { get; } = new(
        "INT", "SG", new("AI Marketplace Pte. Ltd."), new("1 Sandbox Quay, Singapore 018989"), "202600001A");

    public static Buyer VietnameseBuyer { get; } = new(
        BillingType.Company, "Công ty TNHH Thương mại Dịch vụ Ánh Dương", "ketoan@anhduong.example",
        "Tầng 12, 1 Lê Lợi, Phường Bến Nghé, Quận 1, TP. Hồ Chí Minh", "VN", "0101234567");

    public static Buyer JapaneseBuyer { get; } = new(
        BillingType.Company, "株式会社あおぞら人工知能研究所", "keiri@aozora.example",
        "東京都千代田区丸の内一丁目１番１号 あおぞらビルディング１２階", "JP", "9876543210987");

    public static Buyer AmericanBuyer { get; } = new(
        BillingType.Company, "Acme Research, Inc.", "ap@acme.example", "1 Market Street, San Francisco, CA 94105",
        "US", "12-3456789");

    /// <summary>A receipt of a top-up that was paid with VNPay.</summary>
    public static BillingDocument Receipt() => Of(
        DocumentKind.Receipt, Vietnam, VietnameseBuyer, TaxTreatment.Taxed,
        [new(LineKind.TopUp, Vnd("5000000"), Vat)], Vnd("5000000"), PriceStatement.Inclusive) with
    {
        Payment = new("01K9ZPAYMENT", "vnpay", At, Vnd("5000000"), "14567890"),
    };

    /// <summary>A month's usage in Japan, in fractions of a yen, paid from prepaid credit.</summary>
    public static BillingDocument QualifiedInvoice() => Of(
        DocumentKind.Invoice, Japan, JapaneseBuyer, TaxTreatment.Taxed,
        [
            new(LineKind.ServiceUsage, Yen("123456.78"), Jct, "ai-inference", 12_345),
            new(LineKind.ServiceUsage, Yen("88000"), Jct, "gpu-container", 720),
            new(LineKind.PaidByVouchers, Yen("-5000"), Jct),
        ],
        Yen("206456"), PriceStatement.Inclusive) with
    {
        Month = StatementMonth.Of(2026, 10),
        IsPrepaid = true,
    };

    /// <summary>A plan's instalment for a company abroad, which taxes it itself.</summary>
    public static BillingDocument ReverseCharge() => Of(
        DocumentKind.Invoice, Singapore, AmericanBuyer, TaxTreatment.ReverseCharge,
        [new(LineKind.PlanPrice, Usd("12500"), null, "Research 2027", 2)], Usd("12500"), PriceStatement.Exclusive) with
    {
        DueAt = At.AddDays(14),
    };

    /// <summary>Half of a receipt given back.</summary>
    public static BillingDocument CreditNote() => Of(
        DocumentKind.CreditNote, Vietnam, VietnameseBuyer, TaxTreatment.Taxed,
        [new(LineKind.Refund, Vnd("2500000"), Vat)], Vnd("2500000"), PriceStatement.Inclusive) with
    {
        Corrects = Receipt().Reference,
        Reason = "Khách hàng yêu cầu hoàn tiền",
    };

    /// <param name="lines">With their tax in them.</param>
    public static BillingDocument Of(
        DocumentKind kind, Seller seller, Buyer buyer, TaxTreatment treatment, IReadOnlyList<DocumentLine> lines,
        Amount total, PriceStatement prices)
    {
        var series = SeriesName.Of(seller.Entity, kind, At.Year);
        var draft = new BillingDocument(
            DocumentCause.Payment("pay-1", At).Id, AccountId.Parse("acme"), kind, "payment:pay-1", At, series,
            BillingCountry.Parse(seller.Country).TimeZone, seller, buyer, treatment,
            TaxSheet.Of(lines, total, prices, TaxRounding.Down));
        return draft.Issued(series.Number(123), At.AddMinutes(1));
    }

    private static Amount Vnd(string text) => Amount.Parse(text, Currency.Vnd);

    private static Amount Yen(string text) => Amount.Parse(text, Currency.Jpy);

    private static Amount Usd(string text) => Amount.Parse(text, Currency.Usd);
}

using Billing.Platform.Printing;

namespace Billing.Invoices;

/// <summary>The labels of invoices, receipts and credit notes in every language.</summary>
public static class DocumentWords
{
    public static Words Invoice { get; } = new("Invoice", "Hóa đơn", "請求書");
    public static Words Demand { get; } = new("Request for payment", "Giấy đề nghị thanh toán", "お支払いのお願い");
    public static Words Receipt { get; } = new("Receipt", "Biên lai", "領収書");
    public static Words CreditNote { get; } = new("Credit note", "Hóa đơn điều chỉnh giảm", "返還請求書");
    public static Words QualifiedInvoice { get; } = new("Qualified invoice", "Hóa đơn hợp lệ (Nhật Bản)", "適格請求書");

    public static Words QualifiedReturn { get; } = new(
        "Qualified return invoice", "Hóa đơn hoàn trả hợp lệ (Nhật Bản)", "適格返還請求書");

    public static Words Number { get; } = new("Number", "Số", "番号");
    public static Words IssuedOn { get; } = new("Date of issue", "Ngày lập", "発行日");
    public static Words SuppliedOn { get; } = new("Date of transaction", "Ngày giao dịch", "取引年月日");
    public static Words Month { get; } = new("Month of supply", "Kỳ sử dụng", "取引対象月");
    public static Words DueOn { get; } = new("Payable by", "Hạn thanh toán", "お支払期限");
    public static Words Account { get; } = new("Account", "Tài khoản", "アカウント");

    public static Words Seller { get; } = new("Seller", "Bên bán", "発行者");
    public static Words Buyer { get; } = new("Buyer", "Bên mua", "宛先");
    public static Words Honorific { get; } = new("{0}", "{0}", "{0} 御中");
    public static Words PersonalHonorific { get; } = new("{0}", "{0}", "{0} 様");
    public static Words TaxNumber { get; } = new("Tax number", "Mã số thuế", "税務番号");
    public static Words Registration { get; } = new("Registration number", "Số đăng ký (Nhật Bản)", "登録番号");
    public static Words Country { get; } = new("Country", "Quốc gia", "国");
    public static Words Email { get; } = new("E-mail", "E-mail", "メール");

    public static Words Corrects { get; } = new("Corrects", "Điều chỉnh cho", "対象書類");
    public static Words Reason { get; } = new("Reason", "Lý do", "理由");
    public static Words Plan { get; } = new("Billing plan", "Gói cước", "料金プラン");
    public static Words Instalment { get; } = new("instalment {0}", "đợt {0}", "第{0}回分");

    public static Words Description { get; } = new("Description", "Nội dung", "内容");
    public static Words Quantity { get; } = new("Quantity", "Số lượng", "数量");
    public static Words Rate { get; } = new("Tax rate", "Thuế suất", "税率");
    public static Words Amount { get; } = new("Amount", "Thành tiền", "金額");
    public static Words AmountInclusive { get; } = new("Amount incl. tax", "Thành tiền (gồm thuế)", "金額（税込）");
    public static Words AmountExclusive { get; } = new("Amount excl. tax", "Thành tiền (chưa thuế)", "金額（税抜）");
    public static Words Residue { get; } = new("Rounding to whole amounts", "Làm tròn", "端数調整");

    public static Words Net { get; } = new("Total excluding tax", "Cộng tiền hàng (chưa thuế)", "合計（税抜）");
    public static Words TaxOf { get; } = new("{0} {1}% on {2}", "{0} {1}% trên {2}", "{1}%対象 {2} {0}");
    public static Words Gross { get; } = new("{0} {1}% total incl. tax", "Cộng {1}% gồm {0}", "{1}%対象合計（税込）");
    public static Words Total { get; } = new("Total", "Tổng cộng", "合計");
    public static Words Due { get; } = new("Amount due", "Số tiền cần thanh toán", "ご請求金額");
    public static Words Received { get; } = new("Amount received", "Số tiền đã nhận", "領収金額");
    public static Words Returned { get; } = new("Total credited", "Tổng tiền điều chỉnh giảm", "返還金額合計");

    public static Words ValueAddedTax { get; } = new("VAT", "Thuế GTGT", "付加価値税");
    public static Words ConsumptionTax { get; } = new("Consumption tax", "Thuế tiêu dùng", "消費税");

    public static Words Notes { get; } = new("Notes", "Ghi chú", "備考");
    public static Words Page { get; } = new("Page {0} of {1}", "Trang {0} / {1}", "{0} / {1} ページ");
}

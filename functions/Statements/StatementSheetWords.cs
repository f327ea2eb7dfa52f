using Billing.Platform.Printing;

namespace Billing.Statements;

/// <summary>The texts that a statement's workbook has beside those of its pages.</summary>
public static class StatementSheetWords
{
    public static Words Statement { get; } = new("Statement", "Sao kê", "ご利用明細書");
    public static Words Funds { get; } = new("Funds", "Nguồn tiền", "残高の内訳");
    public static Words Services { get; } = new("Services", "Các dịch vụ", "サービス別");

    public static Words Item { get; } = new("Item", "Mục", "項目");
    public static Words Value { get; } = new("Value", "Giá trị", "値");
    public static Words Month { get; } = new("Month", "Tháng", "対象月");
    public static Words From { get; } = new("From", "Từ", "開始");
    public static Words Until { get; } = new("Until, not included", "Đến trước", "終了（この時刻を含まない）");
    public static Words TimeZone { get; } = new("Time zone", "Múi giờ", "タイムゾーン");

    public static Words Open { get; } = new("open", "chưa kết thúc", "未締め");
    public static Words Settling { get; } = new("settling", "đang chốt", "締め処理中");
    public static Words Final { get; } = new("final", "đã chốt", "確定");

    public static Words AddedByTopUps { get; } = new("Added by top-ups", "Ghi có từ nạp tiền", "チャージによる追加");
    public static Words AddedByVouchers { get; } = new("Added by vouchers", "Ghi có từ voucher", "バウチャーによる追加");
    public static Words Debt { get; } = new("of it debt at the end", "trong đó nợ cuối kỳ", "うち期末の不足額");

    public static Words Fund { get; } = new("Fund", "Nguồn", "区分");
    public static Words TopUps { get; } = new("Top-ups", "Nạp tiền", "チャージ");
    public static Words Vouchers { get; } = new("Vouchers", "Phiếu voucher", "バウチャー");

    public static Words Plans { get; } = new(
        "Billing plans (beside the balance)", "Gói cước (ngoài số dư)", "料金プラン（残高とは別）");

    public static Words Of(StatementStatus status) => status switch
    {
        StatementStatus.Open => Open,
        StatementStatus.Settling => Settling,
        StatementStatus.Final => Final,
    };

    public static Words Of(CreditKind kind) => kind switch
    {
        CreditKind.TopUp => TopUps,
        CreditKind.Voucher => Vouchers,
    };

    public static Words AddedBy(CreditKind kind) => kind switch
    {
        CreditKind.TopUp => AddedByTopUps,
        CreditKind.Voucher => AddedByVouchers,
    };
}

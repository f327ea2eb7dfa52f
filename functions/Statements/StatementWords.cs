using Billing.Platform.Printing;

namespace Billing.Statements;

/// <summary>The texts of a statement in every language.</summary>
public static class StatementWords
{
    public static Words Title { get; } = new("Account statement", "Sao kê tài khoản", "ご利用明細書");
    public static Words Account { get; } = new("Account", "Tài khoản", "アカウント");
    public static Words Holder { get; } = new("Account holder", "Chủ tài khoản", "お客様");
    public static Words TaxCode { get; } = new("Tax code", "Mã số thuế", "税務番号");
    public static Words Period { get; } = new("Period", "Kỳ sao kê", "対象期間");
    public static Words Currency { get; } = new("Currency", "Loại tiền", "通貨");
    public static Words Status { get; } = new("Status", "Trạng thái", "状態");
    public static Words AsOf { get; } = new("Figures as of", "Số liệu tính đến", "集計時点");

    public static Words Balance { get; } = new("Balance", "Số dư", "残高");
    public static Words TopUp { get; } = new("of it top-up", "trong đó nạp tiền", "うちチャージ");
    public static Words Voucher { get; } = new("of it voucher", "trong đó voucher", "うちバウチャー");
    public static Words Plans { get; } = new("Billing plans", "Gói cước", "料金プラン");

    public static Words Opening { get; } = new("Opening balance", "Số dư đầu kỳ", "期首残高");
    public static Words Added { get; } = new("Added", "Ghi có", "追加");
    public static Words Used { get; } = new("Used by services", "Dịch vụ đã sử dụng", "サービスのご利用");
    public static Words Expired { get; } = new("Expired unused", "Hết hạn chưa dùng", "未使用のまま失効");
    public static Words Reversed { get; } = new("Charges given back", "Hoàn lại phí đã trừ", "ご利用料金の取消");
    public static Words Adjusted { get; } = new("Adjusted", "Điều chỉnh", "調整");
    public static Words Closing { get; } = new("Closing balance", "Số dư cuối kỳ", "期末残高");

    public static Words ByService { get; } = new("Usage by service", "Sử dụng theo dịch vụ", "サービス別のご利用");
    public static Words Service { get; } = new("Service", "Dịch vụ", "サービス");
    public static Words Charges { get; } = new("Charges", "Số lần tính phí", "課金件数");
    public static Words FromBalance { get; } = new("From the balance", "Từ số dư", "残高から");
    public static Words FromPlans { get; } = new("From billing plans", "Từ gói cước", "料金プランから");
    public static Words Sum { get; } = new("Total", "Tổng cộng", "合計");

    public static Words NoUsage { get; } = new(
        "No usage in this month.", "Không có sử dụng trong tháng.", "当月のご利用はありません。");

    public static Words PlansApart { get; } = new(
        "Billing plans stand beside the balance and are in none of its figures.",
        "Gói cước nằm ngoài số dư và không được tính vào các số liệu của số dư.",
        "料金プランは残高とは別に管理され、残高の金額には含まれません。");

    public static Words ByCommit { get; } = new(
        "Usage belongs to the month in which it was charged. Amounts are exact, also below the smallest coin.",
        "Việc sử dụng được tính vào tháng bị trừ phí. Số tiền là chính xác, kể cả phần nhỏ hơn đơn vị tiền nhỏ nhất.",
        "ご利用は課金された月に計上されます。金額は最小通貨単位未満まで正確に記載しています。");

    public static Words IsOpen { get; } = new(
        "OPEN – the month is not over, and its figures will change.",
        "CHƯA KẾT THÚC – tháng chưa hết, số liệu sẽ còn thay đổi.",
        "未締め － 当月は終了しておらず、金額は変わります。");

    public static Words IsSettling { get; } = new(
        "SETTLING – the month is over, and its last minutes may still be added.",
        "ĐANG CHỐT – tháng đã hết, các giao dịch ở những phút cuối có thể còn được ghi thêm.",
        "締め処理中 － 当月は終了しましたが、最後の数分の取引が追加されることがあります。");

    public static Words IsFinal { get; } = new(
        "FINAL – these figures no longer change.",
        "ĐÃ CHỐT – số liệu không còn thay đổi.",
        "確定 － 金額は今後変わりません。");

    public static Words Page { get; } = new("Page {0} of {1}", "Trang {0} / {1}", "{0} / {1} ページ");
}

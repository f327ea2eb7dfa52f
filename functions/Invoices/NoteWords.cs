using Billing.Platform.Printing;

namespace Billing.Invoices;

/// <summary>The sentences below a document's total in every language.</summary>
public static class NoteWords
{
    public static Words Paid { get; } = new(
        "Paid on {0} by {1}: {2}.", "Đã thanh toán ngày {0} qua {1}: {2}.", "{0}に{1}にて{2}をお支払いいただきました。");

    public static Words Transaction { get; } = new(
        "Payment {0}, transaction {1}.", "Mã thanh toán {0}, mã giao dịch {1}.", "支払番号 {0}、取引番号 {1}。");

    public static Words Payment { get; } = new("Payment {0}.", "Mã thanh toán {0}.", "支払番号 {0}。");

    public static Words Exchange { get; } = new(
        "Exchanged at 1 {0} = {1} {2} ({3}, {4}).",
        "Quy đổi theo tỷ giá 1 {0} = {1} {2} ({3}, {4}).",
        "換算レート 1 {0} = {1} {2}（{3}、{4}）。");

    public static Words Prepaid { get; } = new(
        "Paid from prepaid credit: nothing is left to pay.",
        "Đã thanh toán từ số dư trả trước: không cần thanh toán thêm.",
        "前払い残高からお支払い済みです。追加のお支払いは不要です。");

    public static Words ReverseCharge { get; } = new(
        "Reverse charge: the buyer accounts for the tax in its own country.",
        "Cơ chế đảo ngược nghĩa vụ thuế (reverse charge): bên mua tự kê khai và nộp thuế tại nước mình.",
        "リバースチャージ方式：買手が自国にて税を申告・納付します。");

    public static Words NotTaxed { get; } = new(
        "No tax is charged on this supply.", "Không tính thuế cho giao dịch này.", "本取引に税はかかりません。");

    public static Words Elsewhere { get; } = new(
        "This document states no tax: another document of the same money, or of what it buys, does.",
        "Chứng từ này không ghi thuế: thuế được ghi trên chứng từ khác của cùng khoản tiền hoặc dịch vụ.",
        "本書には税額を記載しません。税額は、同じ代金またはその利用に関する別の書類に記載されます。");

    public static Words NotTheTaxOffices { get; } = new(
        "This document is not an e-invoice of the Vietnamese tax authority.",
        "Chứng từ này không phải là hóa đơn điện tử có mã của cơ quan thuế.",
        "本書はベトナム税務当局の電子インボイスではありません。");

    public static Words Balance { get; } = new("account balance", "số dư tài khoản", "アカウント残高");
    public static Words BankTransfer { get; } = new("bank transfer", "chuyển khoản ngân hàng", "銀行振込");
}

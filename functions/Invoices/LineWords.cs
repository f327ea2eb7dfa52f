using System.Globalization;
using Billing.Accounts;
using Billing.Platform.Printing;

namespace Billing.Invoices;

/// <summary>What a line of a document is about, written out in every language.</summary>
public static class LineWords
{
    private static readonly Words PlanUsage = new(
        "Usage covered by a billing plan", "Sử dụng trong gói cước", "料金プランのご利用分");

    public static string Of(DocumentLine line, Language language)
    {
        var text = Of(line.Kind).In(language);
        if (line.Name is { } name) text += $" – {name}";
        return line is { Count: { } count, Kind: LineKind.PlanPrice or LineKind.PlanUsage or LineKind.PlanChange }
            ? $"{text}, {string.Format(CultureInfo.InvariantCulture, DocumentWords.Instalment.In(language), count)}"
            : text;
    }

    /// <summary>How many charges a line sums up; empty where it counts none.</summary>
    public static string Quantity(DocumentLine line, Language language) =>
        line is { Kind: LineKind.ServiceUsage, Count: { } count }
            ? PrintedMoney.Number(count.ToString(CultureInfo.InvariantCulture), 0, language)
            : "";

    private static Words Of(LineKind kind) => kind switch
    {
        LineKind.TopUp => new("Top-up of account credit", "Nạp tiền vào tài khoản", "アカウント残高のチャージ"),
        LineKind.PlanPrice => new("Billing plan", "Gói cước", "料金プラン"),
        LineKind.PlanUsage => PlanUsage,
        LineKind.PlanChange => new("Change of a billing plan", "Thay đổi gói cước", "料金プランの変更"),
        LineKind.ServiceUsage => new("Usage", "Sử dụng dịch vụ", "サービスのご利用"),
        LineKind.PaidByVouchers => new("Paid by vouchers", "Thanh toán bằng voucher", "バウチャーでのお支払い"),
        LineKind.GivenBack => new("Charges given back", "Hoàn lại phí đã trừ", "ご利用料金の取消"),
        LineKind.Refund => new("Refund", "Hoàn tiền", "返金"),
        LineKind.Chargeback => new("Charge-back", "Bồi hoàn (chargeback)", "チャージバック"),
        LineKind.Reinstated => new("Payment stands again", "Khôi phục thanh toán", "お支払いの再計上"),
        LineKind.Correction => new("Correction", "Điều chỉnh", "訂正"),
        LineKind.Withdrawn => new("No longer asked for", "Không còn yêu cầu thanh toán", "請求の取下げ"),
    };
}

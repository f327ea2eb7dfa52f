using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Billing.LocalHost.Sandbox.VnPay;

/// <summary>Reads the address that a customer came with, as strictly as the gateway's document says.</summary>
internal static class VnPayOrders
{
    private const long LeastDong = 5_000;
    private const long DongLimit = 1_000_000_000;

    private static readonly (string Name, string Shape)[] Shapes =
    [
        ("vnp_Version", "^2\\.1\\.0$"),
        ("vnp_Command", "^pay$"),
        ("vnp_CurrCode", "^VND$"),
        ("vnp_Amount", "^[1-9][0-9]{0,11}$"),
        ("vnp_CreateDate", "^[0-9]{14}$"),
        ("vnp_ExpireDate", "^[0-9]{14}$"),
        ("vnp_IpAddr", "^[0-9A-Fa-f.:]{7,45}$"),
        ("vnp_Locale", "^(vn|en)$"),
        ("vnp_OrderInfo", "^[A-Za-z0-9 .:_-]{1,255}$"),
        ("vnp_OrderType", "^[A-Za-z0-9]{1,100}$"),
        ("vnp_ReturnUrl", "^https?://.{3,248}$"),
        ("vnp_TxnRef", "^[A-Za-z0-9]{1,100}$"),
    ];

    /// <summary>The payment, or what is wrong with the order.</summary>
    public static (VnPayPayment? Payment, string Wrong) Read(
        IQueryCollection query, VnPayMerchant merchant, DateTimeOffset now)
    {
        var fields = query.Where(pair => pair.Key.StartsWith("vnp_", StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        string Field(string name) => fields.GetValueOrDefault(name, "");

        if (!VnPayChecksum.IsRight(merchant.Secret, VnPayChecksum.Form(fields), Field(VnPayChecksum.HashField)))
            return (null, "70: the checksum is wrong");
        if (Field("vnp_TmnCode") != merchant.Terminal) return (null, "72: there is no such terminal");
        foreach (var (name, shape) in Shapes)
            if (!Regex.IsMatch(Field(name), shape)) return (null, $"03: {name} is missing or malformed");

        var hundredths = long.Parse(Field("vnp_Amount"), CultureInfo.InvariantCulture);
        if (hundredths < LeastDong * 100 || hundredths >= DongLimit * 100)
            return (null, "Số tiền hợp lệ từ 5,000 đến dưới 1 tỷ đồng");
        if (Time(Field("vnp_ExpireDate")) is not { } expires || Time(Field("vnp_CreateDate")) is null)
            return (null, "03: a date is none");
        if (expires <= now) return (null, "15: the time to pay is over");

        return (new(
            Field("vnp_TxnRef"), Field("vnp_Amount"), Field("vnp_CreateDate"), expires, Field("vnp_OrderInfo"),
            Field("vnp_ReturnUrl")), "");
    }

    /// <summary>Local time of Vietnam, as all of VNPay's dates.</summary>
    public static string LocalTime(DateTimeOffset time) =>
        time.UtcDateTime.AddHours(7).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string digits) =>
        DateTime.TryParseExact(
            digits, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local.AddHours(-7), TimeSpan.Zero)
            : null;
}

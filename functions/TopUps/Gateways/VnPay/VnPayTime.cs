using System.Globalization;

namespace Billing.TopUps.Gateways.VnPay;

/// <summary>VNPay writes local Vietnamese time as 14 digits; Vietnam keeps UTC+7 all year.</summary>
public static class VnPayTime
{
    private const string Digits = "yyyyMMddHHmmss";

    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    public static string Write(DateTimeOffset time) =>
        time.ToOffset(Vietnam).ToString(Digits, CultureInfo.InvariantCulture);

    /// <summary>Null for anything that is no such time.</summary>
    public static DateTimeOffset? Read(string text) =>
        DateTime.TryParseExact(text, Digits, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, Vietnam).ToUniversalTime()
            : null;
}

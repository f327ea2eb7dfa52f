using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Billing.TopUps.Inbox;

/// <summary>
/// Names one notice by what it says of itself, so that a repeat, however late, has the same name; newest first in
/// order.
/// </summary>
public readonly record struct NoticeKey
{
    private const int HashLength = 32;
    private const int TicksLength = 19;

    private NoticeKey(PayMethod method, DateTimeOffset at, string hash) => (Method, At, Hash) = (method, at, hash);

    public PayMethod Method { get; }

    /// <summary>UTC.</summary>
    public DateTimeOffset At { get; }

    public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);

    private string Hash { get; }

    public static NoticeKey Of(PayMethod method, PaymentNews news) => new(
        method,
        news.At.ToUniversalTime(),
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(news.Id)))[..HashLength]);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out NoticeKey key)
    {
        key = default;
        if ((text ?? "").Split('.') is not [{ Length: TicksLength } inverted, var name, { Length: HashLength } hash])
            return false;
        if (!long.TryParse(inverted, NumberStyles.None, CultureInfo.InvariantCulture, out var rest)) return false;
        var ticks = long.MaxValue - rest;
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks) return false;
        if (!PayMethod.TryParse(name, out var method) || !hash.All(char.IsAsciiHexDigitLower)) return false;

        key = new(method, new(ticks, TimeSpan.Zero), hash);
        return true;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{long.MaxValue - At.UtcTicks:D19}.{Method}.{Hash}");
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Billing.LocalHost.Sandbox.Stripe;

/// <summary>
/// Stripe's side of the webhook signature, written apart from the product's, so that a mistake in one shows in the
/// other.
/// </summary>
internal static class StripeStamp
{
    private const string HexDigits = "0123456789abcdef";

    /// <summary>The header of one sending: its time, and one signature for each secret.</summary>
    public static string Header(IEnumerable<string> secrets, long time, ReadOnlySpan<byte> body)
    {
        var header = new StringBuilder("t=").Append(time.ToString(CultureInfo.InvariantCulture));
        foreach (var secret in secrets) header.Append(",v1=").Append(Sign(secret, time, body));
        return header.ToString();
    }

    /// <summary>Over the time, a dot and the body, byte for byte.</summary>
    public static string Sign(string secret, long time, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes(time.ToString(CultureInfo.InvariantCulture)));
        hash.AppendData("."u8);
        hash.AppendData(body);
        var hex = new StringBuilder();
        foreach (var octet in hash.GetHashAndReset()) hex.Append(HexDigits[octet >> 4]).Append(HexDigits[octet & 15]);
        return hex.ToString();
    }

    /// <summary>The same header with its last digit changed.</summary>
    public static string Spoil(string header) => header[..^1] + (header[^1] == '0' ? '1' : '0');
}

using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Billing.TopUps.Gateways.VnPay;

/// <summary>
/// How VNPay 2.1.0 signs: HMAC-SHA512 over the form-encoded, sorted fields, or over raw values joined by pipes.
/// </summary>
public static class VnPaySignature
{
    public const string Field = "vnp_SecureHash";

    private const string TypeField = "vnp_SecureHashType";
    private const string FieldPrefix = "vnp_";
    private const int HexLength = 128;

    /// <summary>
    /// The string that is both hashed and sent as the query: empty values and the hash itself are left out.
    /// </summary>
    /// <remarks>WebUtility writes '+' for a space and upper-case hex, as VNPay does; other encoders break the
    /// hash.</remarks>
    public static string Canonical(IEnumerable<KeyValuePair<string, string>> fields) => string.Join('&', fields
        .Where(field => IsOurs(field.Key) && field.Key is not (Field or TypeField) && field.Value.Length > 0)
        .OrderBy(field => field.Key, StringComparer.Ordinal)
        .Select(field => $"{WebUtility.UrlEncode(field.Key)}={WebUtility.UrlEncode(field.Value)}"));

    /// <summary>The string that querydr and refund hash: raw values, a missing one is an empty segment.</summary>
    public static string Piped(params ReadOnlySpan<string> values) => string.Join('|', values);

    /// <summary>Lower-case hex of the keyed hash.</summary>
    public static string Sign(string secret, string text) => Convert.ToHexStringLower(Hash(secret, text));

    /// <summary>True if the hex text, in either case, is the hash; compared in constant time.</summary>
    public static bool Matches(string secret, string text, string? given)
    {
        if (given is not { Length: HexLength }) return false;
        Span<byte> claimed = stackalloc byte[HexLength / 2];
        if (Convert.FromHexString(given, claimed, out _, out _) != System.Buffers.OperationStatus.Done) return false;

        return CryptographicOperations.FixedTimeEquals(claimed, Hash(secret, text));
    }

    internal static bool IsOurs(string key) => key.StartsWith(FieldPrefix, StringComparison.Ordinal);

    private static byte[] Hash(string secret, string text) =>
        HMACSHA512.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));
}

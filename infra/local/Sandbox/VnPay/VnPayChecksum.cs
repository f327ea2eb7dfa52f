using System.Security.Cryptography;
using System.Text;

namespace Billing.LocalHost.Sandbox.VnPay;

/// <summary>
/// VNPay's side of the checksums, written apart from the product's, so that a mistake in one shows in the other.
/// </summary>
internal static class VnPayChecksum
{
    public const string HashField = "vnp_SecureHash";

    private const string Unescaped = "!()*-._";
    private const string HexDigits = "0123456789ABCDEF";

    /// <summary>
    /// The fields in byte order of their names as a form would send them, without the hash and without empty ones.
    /// </summary>
    public static string Form(IReadOnlyDictionary<string, string> fields)
    {
        var text = new StringBuilder();
        var names = fields.Keys.ToArray();
        Array.Sort(names, string.CompareOrdinal);
        foreach (var name in names)
        {
            if (name is HashField or "vnp_SecureHashType" || fields[name] == "") continue;
            if (text.Length > 0) text.Append('&');
            Append(text, name);
            text.Append('=');
            Append(text, fields[name]);
        }

        return text.ToString();
    }

    public static string Pipe(IEnumerable<string> values) => values.Aggregate((all, next) => all + "|" + next);

    public static string Hash(string secret, string text)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA512, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        var hex = new StringBuilder();
        foreach (var octet in hash.GetHashAndReset()) hex.Append(HexDigits[octet >> 4]).Append(HexDigits[octet & 15]);
        return hex.ToString().ToLowerInvariant();
    }

    public static bool IsRight(string secret, string text, string? given) =>
        string.Equals(Hash(secret, text), given, StringComparison.OrdinalIgnoreCase);

    /// <summary>A query string with its hash at the end.</summary>
    public static string Signed(string secret, IReadOnlyDictionary<string, string> fields)
    {
        var form = Form(fields);
        return $"{form}&{HashField}={Hash(secret, form)}";
    }

    private static void Append(StringBuilder to, string value)
    {
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            var sign = (char)octet;
            if (char.IsAsciiLetterOrDigit(sign) || Unescaped.Contains(sign)) to.Append(sign);
            else if (sign == ' ') to.Append('+');
            else to.Append('%').Append(HexDigits[octet >> 4]).Append(HexDigits[octet & 15]);
        }
    }
}

using System.Globalization;
using System.Text;

namespace Billing.TopUps.Gateways.VnPay;

/// <summary>
/// The vnp_ fields of a raw query string, read strictly, because a lenient reader changes what was signed.
/// </summary>
public sealed class VnPayFields
{
    public const int MaxQueryLength = 64 * 1024;

    private const int MaxPairs = 200;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, string> _values;

    private VnPayFields(Dictionary<string, string> values) => _values = values;

    public IEnumerable<KeyValuePair<string, string>> All => _values;

    /// <summary>The value, or the empty string: VNPay does not tell the two apart.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, "");

    /// <summary>
    /// Null for a duplicate field, broken percent-encoding, invalid UTF-8, a control character or too much of anything.
    /// </summary>
    /// <param name="query">As it was received, without the question mark.</param>
    public static VnPayFields? Read(string query)
    {
        if (query.Length > MaxQueryLength) return null;
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries);
        if (pairs.Length > MaxPairs) return null;

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=');
            var key = Decode(equals < 0 ? pair : pair[..equals]);
            var value = equals < 0 ? "" : Decode(pair[(equals + 1)..]);
            if (key is null || value is null) return null;
            if (VnPaySignature.IsOurs(key) && !values.TryAdd(key, value)) return null;
        }
        return new(values);
    }

    /// <summary>True if the fields carry their own hash, made with this secret.</summary>
    public bool AreSignedWith(string secret) =>
        VnPaySignature.Matches(secret, VnPaySignature.Canonical(_values), this[VnPaySignature.Field]);

    private static string? Decode(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length) return null;
                if (!TryHex(text.AsSpan(i + 1, 2), out bytes[length++])) return null;
                i += 2;
            }
            else if (text[i] > '~' || text[i] < ' ') return null;
            else bytes[length++] = text[i] == '+' ? (byte)' ' : (byte)text[i];
        }
        try
        {
            var decoded = StrictUtf8.GetString(bytes, 0, length);
            return decoded.Any(char.IsControl) ? null : decoded;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool TryHex(ReadOnlySpan<char> two, out byte value) =>
        byte.TryParse(two, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}

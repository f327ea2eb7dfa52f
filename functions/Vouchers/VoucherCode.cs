using System.Security.Cryptography;
using System.Text;

namespace Billing.Vouchers;

/// <summary>The secret word that turns into credit: ten characters A–Z and 0–9, however it was typed.</summary>
public readonly record struct VoucherCode
{
    public const int Length = 10;

    /// <summary>Longer input is not even looked at.</summary>
    public const int MaxInput = 100;

    /// <summary>
    /// Codes that we make leave out I, O, 0 and 1, which people confuse: 32 characters, 50 bits a code.
    /// </summary>
    private const string WithoutLookAlikes = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private readonly string? _value;

    private VoucherCode(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A voucher code without a value was used.");

    /// <summary>What may be shown and stored with an account: two characters at either end.</summary>
    public string Masked => $"{Value[..2]}******{Value[^2..]}";

    /// <summary>
    /// What keys and routes carry instead of the code, so that no log of requests ever holds one: 128 bits in hex.
    /// </summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Value)))[..32];

    /// <summary>Spreads codes over 256 partitions.</summary>
    public string Bucket => Digest[..2];

    /// <summary>An unguessable new code.</summary>
    public static VoucherCode New() => new(RandomNumberGenerator.GetString(WithoutLookAlikes, Length));

    /// <summary>Trims and upper-cases; false unless ten letters A–Z or digits are left.</summary>
    public static bool TryParse(string? text, out VoucherCode code)
    {
        code = default;
        if (text is null or { Length: > MaxInput }) return false;
        var trimmed = text.Trim();
        if (trimmed.Length != Length || !trimmed.All(char.IsAsciiLetterOrDigit)) return false;
        code = new(trimmed.ToUpperInvariant());
        return true;
    }

    /// <exception cref="FormatException">Not ten letters A–Z or digits; the message does not repeat the
    /// text.</exception>
    public static VoucherCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException("The text is not a voucher code.");

    /// <summary>Masked, so that a log or a message never shows the secret by accident.</summary>
    public override string ToString() => _value is null ? "" : Masked;
}

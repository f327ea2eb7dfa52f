using System.Security.Cryptography;
using System.Text;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>Names one customer account; its ledger is one partition with one writer at a time.</summary>
public readonly record struct AccountId
{
    public const int MaxLength = 64;

    private readonly string? _value;

    private AccountId(string value) => _value = value;

    /// <summary>
    /// Where usage and payment notices are kept that name no account; no caller can name it, because ids start with a
    /// letter or digit.
    /// </summary>
    public static AccountId Unidentified { get; } = new("_unidentified");

    public string Value => _value ?? throw new InvalidOperationException("An account id without a value was used.");

    /// <summary>First 12 bits of SHA-256 in hex: spreads partitions, and later storage accounts, evenly.</summary>
    public string Bucket => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Value)))[..3];

    public static bool TryParse(string? text, out AccountId account)
    {
        var wellFormed = Identifier.IsWellFormed(text, MaxLength);
        account = wellFormed ? new(text!) : default;
        return wellFormed;
    }

    /// <exception cref="FormatException">Not 1–64 letters, digits, '_' or '-', led by a letter or digit.</exception>
    public static AccountId Parse(string text) =>
        TryParse(text, out var account) ? account : throw new FormatException($"'{text}' is not an account id.");

    /// <summary>Reads what we wrote ourselves: also the name of what is not identified.</summary>
    public static bool TryParseKept(string? text, out AccountId account)
    {
        if (text != Unidentified.Value) return TryParse(text, out account);

        account = Unidentified;
        return true;
    }

    /// <exception cref="FormatException">We never wrote that.</exception>
    public static AccountId ParseKept(string text) =>
        TryParseKept(text, out var account) ? account : throw new FormatException($"'{text}' is not an account id.");

    public override string ToString() => Value;
}

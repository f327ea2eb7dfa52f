using System.Security.Cryptography;
using System.Text;

namespace Billing.TopUps.Gateways.BankTransfer;

/// <summary>
/// The code that a customer writes on a bank transfer, such as TU7K3M9QXA2: TU, eight characters that come from the
/// top-up's id, and one that tells a slip of the pen from a code.
/// </summary>
public readonly record struct TransferReference
{
    private const string Prefix = "TU";
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int BitsPerSign = 5;
    private const int BodyLength = 8;
    private const int WideForm = '\uFF01' - '!';

    private readonly string? _value;

    private TransferReference(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A reference without a value was used.");

    /// <param name="attempt">From 0; a further one gives another code, for when the earlier is taken.</param>
    public static TransferReference Of(TopUpId topUp, int attempt = 0)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{topUp}/{attempt}"));
        var bits = hash.Take(BodyLength * BitsPerSign / 8).Aggregate(0L, (sum, part) => (sum << 8) | part);
        var body = string.Concat(Enumerable.Range(1, BodyLength).Select(
            place => Alphabet[(int)((bits >> ((BodyLength - place) * BitsPerSign)) & (Alphabet.Length - 1))]));
        return new($"{Prefix}{body}{Check(body)}");
    }

    /// <summary>
    /// All references in what a person wrote: in any case, with whatever signs in between, wide as some banks print
    /// them, and with O for 0, I or L for 1.
    /// </summary>
    public static IReadOnlySet<TransferReference> AllIn(string text)
    {
        var signs = string.Concat(text.Select(Narrow).Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant));
        var found = new HashSet<TransferReference>();
        for (var at = signs.IndexOf(Prefix, StringComparison.Ordinal); at >= 0;
            at = signs.IndexOf(Prefix, at + 1, StringComparison.Ordinal))
            if (Read(signs.AsSpan(at + Prefix.Length)) is { } reference) found.Add(reference);
        return found;
    }

    /// <summary>True for a text that is one reference and nothing else.</summary>
    public static bool TryParse(string? text, out TransferReference reference)
    {
        var all = text is null ? new HashSet<TransferReference>() : AllIn(text);
        reference = all.FirstOrDefault();
        return all.Count == 1 && text!.Select(Narrow).Count(char.IsAsciiLetterOrDigit) == reference.Value.Length;
    }

    public override string ToString() => Value;

    private static TransferReference? Read(ReadOnlySpan<char> signs)
    {
        if (signs.Length <= BodyLength) return null;
        var meant = string.Concat(signs[..(BodyLength + 1)].ToArray().Select(Meant));
        var body = meant[..BodyLength];
        return meant.All(sign => Alphabet.Contains(sign)) && meant[^1] == Check(body)
            ? new($"{Prefix}{meant}")
            : null;
    }

    private static char Narrow(char sign) => sign is >= '\uFF01' and <= '\uFF5E' ? (char)(sign - WideForm) : sign;

    private static char Meant(char sign) => sign switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        _ => sign,
    };

    /// <summary>
    /// Luhn's sum in base 32: one wrong sign always changes it, and so does nearly each swap of neighbours.
    /// </summary>
    private static char Check(string body)
    {
        var sum = 0;
        foreach (var (place, sign) in body.Reverse().Index())
        {
            var worth = Alphabet.IndexOf(sign, StringComparison.Ordinal) * (place % 2 == 0 ? 2 : 1);
            sum += worth / Alphabet.Length + worth % Alphabet.Length;
        }
        return Alphabet[(Alphabet.Length - sum % Alphabet.Length) % Alphabet.Length];
    }
}

using System.Security.Cryptography;

namespace Billing.Platform;

/// <summary>Makes the ids of things that a request brings about: ULIDs, so that they sort by time.</summary>
public static class EffectId
{
    public const int Length = 26;

    public static string New(DateTimeOffset now)
    {
        Span<byte> randomness = stackalloc byte[10];
        RandomNumberGenerator.Fill(randomness);
        return Ulid.NewUlid(now, randomness).ToString();
    }

    /// <summary>True for a ULID in the form in which they are handed out: 26 capital characters.</summary>
    public static bool IsWellFormed(string? text) =>
        text is { Length: Length } && Ulid.TryParse(text, out var id) && id.ToString() == text;
}

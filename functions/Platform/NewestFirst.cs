namespace Billing.Platform;

/// <summary>
/// Turns ULIDs into row keys that sort the other way: storage lists keys upwards, people want the newest first.
/// </summary>
public static class NewestFirst
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Its own inverse.</summary>
    /// <exception cref="ArgumentException">A character is none of a ULID.</exception>
    public static string Invert(string ulid) => string.Create(ulid.Length, ulid, static (inverted, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            var digit = Alphabet.IndexOf(text[i], StringComparison.Ordinal);
            inverted[i] = digit >= 0 ? Alphabet[^(digit + 1)] : throw new ArgumentException($"'{text}' is not a ULID.");
        }
    });
}

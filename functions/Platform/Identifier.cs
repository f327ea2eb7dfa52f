namespace Billing.Platform;

/// <summary>The one shape rule of identifiers: visible ASCII that is safe in keys, routes and file names.</summary>
public static class Identifier
{
    /// <summary>
    /// True for 1 to <paramref name="maxLength"/> characters of A–Z a–z 0–9 and the extra ones, led by a letter or
    /// digit.
    /// </summary>
    public static bool IsWellFormed(string? text, int maxLength, string extra = "_-")
    {
        if (string.IsNullOrEmpty(text) || text.Length > maxLength || !char.IsAsciiLetterOrDigit(text[0])) return false;
        foreach (var c in text) if (!char.IsAsciiLetterOrDigit(c) && !extra.Contains(c)) return false;
        return true;
    }
}

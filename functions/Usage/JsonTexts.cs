using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Billing.Platform;

namespace Billing.Usage;

/// <summary>Texts of JSON that came from outside: bounded, without control characters, and valid Unicode.</summary>
internal static class JsonTexts
{
    private const int MaxDigits = 40;

    public static bool TryText(JsonElement json, int max, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (json.ValueKind != JsonValueKind.String) return false;

        try
        {
            text = json.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escape sequence of half a surrogate pair: valid JSON, but no text.
            return false;
        }
        return text is not null && text.Length <= max && FieldFaults.IsCleanText(text);
    }

    /// <summary>The digits of a number, or of a number in a string, as they were written.</summary>
    public static bool TryDigits(JsonElement json, [NotNullWhen(true)] out string? text)
    {
        text = json.ValueKind == JsonValueKind.Number ? json.GetRawText() : null;
        return text is not null || TryText(json, MaxDigits, out text);
    }

    /// <summary>True if it is this very text, which is not empty.</summary>
    public static bool Are(JsonElement json, string text)
    {
        try
        {
            return json.ValueKind == JsonValueKind.String && text.Length > 0 && json.ValueEquals(text);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The member's name; null when it is no text.</summary>
    public static string? Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>False when the member was there before.</summary>
    public static bool Set(ref JsonElement member, JsonElement value)
    {
        if (member.ValueKind != JsonValueKind.Undefined) return false;
        member = value;
        return true;
    }
}

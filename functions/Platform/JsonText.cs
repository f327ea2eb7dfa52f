using System.Text.Json;
using System.Text.Unicode;

namespace Billing.Platform;

/// <summary>Parses JSON strictly: valid UTF-8, bounded depth, no member twice, no lone surrogate, no comment.</summary>
public static class JsonText
{
    public const int MaxDepth = 16;

    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = MaxDepth,
        AllowDuplicateProperties = false,
    };

    /// <summary>False with a sentence that says what is wrong with the text, without quoting it.</summary>
    public static bool TryParse(byte[] utf8, out JsonElement root, out string wrong)
    {
        root = default;
        wrong = "";
        if (utf8.Length == 0) return Wrong("The body is empty.", out wrong);
        if (!Utf8.IsValid(utf8)) return Wrong("The body is not valid UTF-8.", out wrong);

        try
        {
            if (HasLoneSurrogate(utf8)) return Wrong("A string of the body is not valid Unicode.", out wrong);
            using var document = JsonDocument.Parse(utf8, Strict);
            root = document.RootElement.Clone();
            return true;
        }
        catch (JsonException fault)
        {
            var place = fault.LineNumber is { } line ? $" (line {line + 1}, byte {fault.BytePositionInLine + 1})" : "";
            return Wrong($"The body is not JSON of depth {MaxDepth} at most with each member once{place}.", out wrong);
        }
    }

    private static bool Wrong(string sentence, out string wrong)
    {
        wrong = sentence;
        return false;
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) continue;
            if (!reader.ValueIsEscaped) continue;

            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return true;
            }
        }

        return false;
    }
}

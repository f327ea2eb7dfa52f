using System.Globalization;
using System.Text.Json;

namespace Billing.Platform;

/// <summary>How a JSON value becomes one of ours, and which fault it is when it does not.</summary>
public sealed partial class RequestBody
{
    private const NumberStyles PlainDecimal = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    private JsonElement? Sent(string name)
    {
        _known.Add(name);
        if (!_object.TryGetProperty(name, out var sent) || sent.ValueKind == JsonValueKind.Null) return null;
        return sent.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(sent.GetString()) ? null : sent;
    }

    private JsonElement? Required(string name)
    {
        if (Sent(name) is { } sent) return sent;

        Fault(name, "required", "This is required.");
        return null;
    }

    /// <summary>A missing object is one fault; what would have been in it is none.</summary>
    private static RequestBody Unsent() => new(new Reading(), Empty, "");

    private RequestBody Inner(string path, JsonElement sent) => new(_reading, sent, $"{_path}{path}.");

    private string? AsText(string name, JsonElement sent, int max)
    {
        if (sent.ValueKind != JsonValueKind.String) return Wrong(name, "type", "This is not a string.");

        var text = sent.GetString()!.Trim();
        if (text.Length > max) return Wrong(name, "too_long", $"At most {max} characters.");
        return FieldFaults.IsCleanText(text)
            ? text
            : Wrong(name, "control_characters", "No line breaks or other control characters.");
    }

    /// <summary>Each line break becomes one line feed, whatever the sender's system writes.</summary>
    private string? AsLines(string name, JsonElement sent, int max)
    {
        if (sent.ValueKind != JsonValueKind.String) return Wrong(name, "type", "This is not a string.");

        var text = sent.GetString()!.Trim().ReplaceLineEndings("\n");
        if (text.Length > max) return Wrong(name, "too_long", $"At most {max} characters.");
        return text.Split('\n').All(FieldFaults.IsCleanText)
            ? text
            : Wrong(name, "control_characters", "No control characters but line breaks.");
    }

    private T? AsValue<T>(string name, JsonElement sent, TryParse<T> parse, string what)
        where T : struct
    {
        if (AsText(name, sent, MaxValueLength) is not { } text) return null;
        if (parse(text, out var value)) return value;

        Fault(name, "invalid", $"This is not {what}.");
        return null;
    }

    private T? AsDigits<T>(string name, JsonElement sent, TryParse<T> parse, string what)
        where T : struct
    {
        if (sent.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            Fault(name, "type", "This is neither a number nor a string.");
            return null;
        }

        var text = sent.ValueKind == JsonValueKind.Number ? sent.GetRawText() : AsText(name, sent, MaxValueLength);
        if (text is null) return null;
        if (parse(text, out var value)) return value;

        Fault(name, "invalid", $"This is not {what}.");
        return null;
    }

    private int? AsNumber(string name, JsonElement sent, int min, int max)
    {
        var isWhole = sent.ValueKind == JsonValueKind.Number && !sent.GetRawText().AsSpan().ContainsAny('.', 'e', 'E');
        if (isWhole && sent.TryGetInt32(out var number) && number >= min && number <= max) return number;

        Fault(name, isWhole ? "out_of_range" : "type", $"A whole number from {min} to {max}.");
        return null;
    }

    private bool? AsFlag(string name, JsonElement sent)
    {
        if (sent.ValueKind is JsonValueKind.True or JsonValueKind.False) return sent.GetBoolean();

        Fault(name, "type", "This is neither true nor false.");
        return null;
    }

    private IEnumerable<(string Path, JsonElement Item)> Elements(string name, int max, JsonValueKind kind, string what)
    {
        if (Required(name) is not { } sent) yield break;
        if (sent.ValueKind != JsonValueKind.Array)
        {
            Fault(name, "type", "This is not an array.");
            yield break;
        }

        if (sent.GetArrayLength() > max)
        {
            Fault(name, "too_many", $"At most {max} items.");
            yield break;
        }

        foreach (var (index, item) in sent.EnumerateArray().Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]");
            if (item.ValueKind == kind) yield return (path, item);
            else Fault(path, "type", $"This is not {what}.");
        }
    }

    private static bool TryDecimal(string? text, out decimal value) =>
        decimal.TryParse(text, PlainDecimal, CultureInfo.InvariantCulture, out value)
        && value.Scale <= MaxDecimals;

    private string? Wrong(string name, string code, string message)
    {
        Fault(name, code, message);
        return null;
    }
}

using System.Text.Json;

namespace Billing.Usage;

/// <summary>Reads the original that a void or an amendment names: exactly its id and its time.</summary>
internal static class OriginalReading
{
    public static OriginalEvent? Of(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) return null;

        JsonElement id = default, time = default;
        foreach (var member in json.EnumerateObject())
        {
            var isOne = JsonTexts.Name(member) switch
            {
                "id" => JsonTexts.Set(ref id, member.Value),
                "time" => JsonTexts.Set(ref time, member.Value),
                _ => false,
            };
            if (!isOne) return null;
        }
        return UsageEventReader.Visible(id, UsageEventReader.MaxIdLength) is { } name
            && UsageEventReader.Time(time) is { } instant
                ? new(name, instant)
                : null;
    }
}

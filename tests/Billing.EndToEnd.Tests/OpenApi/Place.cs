using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.OpenApi;
using Billing.Platform;

namespace Billing.EndToEnd.Tests.OpenApi;

/// <summary>An object somewhere in a body: the whole, or one inside it.</summary>
/// <param name="Path">As faults name what is in it: "", "terms.", "terms.prices[0].".</param>
/// <param name="Body">The whole body with a value in this place, and nothing beside.</param>
/// <param name="IsConditional">It is read only where other members, or the sender, are as they must be.</param>
public sealed record Place(string Path, Fields Fields, Func<JsonNode, JsonNode> Body, bool IsConditional)
{
    private const int MaxItemsTried = 1_000;

    private static readonly SchemaCheck Check = new(SomeApi.Document);

    public static IEnumerable<Place> Objects(Fields whole) => Below(new("", whole, value => value.DeepClone(), false));

    public bool Holds(string fault) =>
        fault.StartsWith(Path, StringComparison.Ordinal)
        && !fault[Path.Length..].Contains('.', StringComparison.Ordinal);

    /// <summary>False when the place is not read at all from this sender, or with nothing beside it.</summary>
    public bool IsReadFor(Probed probed)
    {
        if (!IsConditional) return true;
        var outer = Path.TrimEnd('.');
        var ways = outer.Split('.').Index().Select(it => string.Join('.', outer.Split('.').Take(it.Index + 1)));
        return !ways.Any(way => probed.Faults.Contains($"{Whole(way)}:unknown_member"));
    }

    /// <summary>Values that are just too much, each with the code of its fault.</summary>
    public IEnumerable<(Field Field, JsonNode Value, string Code)> Excesses()
    {
        foreach (var field in Fields.All.Where(field => !field.IsConditional))
        {
            var schema = SomeApi.SchemaOf(field);
            if (schema["maxLength"] is { } length)
                yield return (field, new string('9', length.GetValue<int>() + 1), "too_long");
            if (schema["maximum"]?.GetValue<long>() is { } most and < int.MaxValue)
                yield return (field, most + 1, "out_of_range");
            if (schema["minimum"] is { } least) yield return (field, least.GetValue<long>() - 1, "out_of_range");
            if (schema["maxItems"]?.GetValue<int>() is { } items and <= MaxItemsTried)
                yield return (field, Many(field, items + 1), "too_many");
            if (schema["$ref"] is not null && Check.Faults("nonsense", schema).Count > 0 && field.Inner is null)
                yield return (field, "nonsense", "invalid");
        }
    }

    /// <summary>The list, where the way leads into its first item.</summary>
    private static string Whole(string way) => way.EndsWith("[0]", StringComparison.Ordinal) ? way[..^3] : way;

    private static JsonArray Many(Field field, int count) =>
        [.. Enumerable.Repeat(field.Sample.AsArray()[0]!, count).Select(it => it.DeepClone())];

    private static IEnumerable<Place> Below(Place place)
    {
        yield return place;
        foreach (var field in place.Fields.All.Where(field => field.Inner is not null))
        {
            var isList = field.Sample is JsonArray;
            var inner = new Place(
                $"{place.Path}{field.Name}{(isList ? "[0]" : "")}.",
                field.Inner!,
                value => place.Body(new JsonObject { [field.Name] = isList ? new JsonArray(value) : value }),
                place.IsConditional || field.IsConditional);
            foreach (var found in Below(inner)) yield return found;
        }
    }
}

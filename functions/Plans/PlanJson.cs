using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Plans;

/// <summary>The stored form of a plan: its own members, what follows from them left out.</summary>
public static class PlanJson
{
    private static readonly JsonSerializerOptions Options = Fixed();

    public static string Write(Plan plan) => JsonSerializer.Serialize(plan, Options);

    /// <summary>Whether terms say the same.</summary>
    public static bool AreSame(PlanTerms one, PlanTerms other) =>
        JsonSerializer.Serialize(one, Options) == JsonSerializer.Serialize(other, Options);

    /// <exception cref="JsonException">No plan was written so.</exception>
    public static Plan Read(string json) =>
        JsonSerializer.Deserialize<Plan>(json, Options) ?? throw new JsonException("A stored plan is null.");

    private static JsonSerializerOptions Fixed()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            IgnoreReadOnlyProperties = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        Json.Configure(options);
        options.Converters.Add(new TextJson<PlanId>(PlanId.TryParse));
        options.Converters.Add(new Cover());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>As movements have it.</summary>
    private sealed class Cover : JsonConverter<CoverTerms>
    {
        public override CoverTerms Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            CoverJson.Read(JsonNode.Parse(ref reader) ?? throw new JsonException("A cover is null."));

        public override void Write(Utf8JsonWriter writer, CoverTerms value, JsonSerializerOptions options) =>
            CoverJson.Write(value).WriteTo(writer);
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Billing.Plans;
using Billing.Platform;

namespace Billing.Invoices;

/// <summary>The stored form of a document: its snapshot. Number and day of issue stand beside it.</summary>
public static class DocumentJson
{
    private static readonly JsonSerializerOptions Options = Fixed();

    public static byte[] Write(BillingDocument document) =>
        JsonSerializer.SerializeToUtf8Bytes(document with { Number = null, IssuedAt = null }, Options);

    /// <exception cref="JsonException">No document was written so.</exception>
    public static BillingDocument Read(byte[] json) =>
        JsonSerializer.Deserialize<BillingDocument>(json, Options)
        ?? throw new JsonException("A stored document is null.");

    private static JsonSerializerOptions Fixed()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            IgnoreReadOnlyProperties = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        Json.Configure(options);
        options.Converters.Add(new TextJson<PlanId>(PlanId.TryParse));
        options.Converters.Add(new TextJson<DocumentId>(DocumentId.TryParse));
        options.Converters.Add(new TextJson<SeriesName>(SeriesName.TryParse));
        options.Converters.Add(new TextJson<DocumentNumber>(DocumentNumber.TryParse));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

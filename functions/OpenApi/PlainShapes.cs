using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.Ledger;
using Billing.Money;
using Billing.Statements;

namespace Billing.OpenApi;

/// <summary>The schemas of values whose JSON is no object of members: numbers, texts, amounts.</summary>
public static class PlainShapes
{
    private const int MaxNameLength = 40;
    private const int MaxDigits = 41;

    /// <summary>Null for what has another shape.</summary>
    public static JsonObject? Find(Type type) => type switch
    {
        _ when type == typeof(string) => new() { ["type"] = "string" },
        _ when type == typeof(bool) => new() { ["type"] = "boolean" },
        _ when type == typeof(int) => new() { ["type"] = "integer", ["format"] = "int32" },
        _ when type == typeof(long) => new() { ["type"] = "integer", ["format"] = "int64" },
        _ when type == typeof(decimal) => new() { ["type"] = "number" },
        _ when type == typeof(DateTimeOffset) => new() { ["type"] = "string", ["format"] = "date-time" },
        _ when type == typeof(DateOnly) => new() { ["type"] = "string", ["format"] = "date" },
        _ when type == typeof(Uri) => new() { ["type"] = "string", ["format"] = "uri" },
        _ when type == typeof(JsonElement) || typeof(JsonNode).IsAssignableFrom(type) => [],
        _ => null,
    };

    /// <summary>Values of our own that have a name in the document; null for others.</summary>
    public static JsonObject? FindNamed(Type type) => type switch
    {
        _ when type == typeof(Amount) => Money(),
        _ when type == typeof(Currency) => new()
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. Currency.All.Select(it => JsonValue.Create(it.Code))]),
        },
        _ when type == typeof(AccountId) => Text(AccountId.MaxLength, "acme"),
        _ when type == typeof(Quantity) => Text(MaxDigits, "1.5"),
        _ when type == typeof(ServiceName) => Text(MaxNameLength, "gpu"),
        _ when type == typeof(MeterName) => Text(MaxNameLength, "hours"),
        _ when type == typeof(StatementMonth) => new()
        {
            ["type"] = "string", ["pattern"] = @"^\d{4}-\d{2}$", ["examples"] = new JsonArray("2026-11"),
        },
        _ => null,
    };

    private static JsonObject Text(int maxLength, string sample) => new()
    {
        ["type"] = "string", ["maxLength"] = maxLength, ["examples"] = new JsonArray(sample),
    };

    private static JsonObject Money() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["amount"] = new JsonObject
            {
                ["type"] = "string",
                ["pattern"] = @"^-?\d+(\.\d+)?$",
                ["description"] = "A decimal number as text, so that no digit is lost.",
            },
            ["currency"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Z]{3}$" },
        },
        ["required"] = new JsonArray("amount", "currency"),
        ["additionalProperties"] = false,
        ["examples"] = new JsonArray(new JsonObject { ["amount"] = "500000", ["currency"] = "VND" }),
    };
}

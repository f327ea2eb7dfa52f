using System.Globalization;
using System.Text.Json.Nodes;
using Billing.Money;
using Billing.Platform;

namespace Billing.OpenApi;

/// <summary>
/// The members that a function reads from a body or a query, in the words of the getters that read them. What follows
/// Optional may be left out, or be null.
/// </summary>
public sealed class Fields
{
    /// <summary>The name under which lists take the cursor of a page.</summary>
    public const string Cursor = "cursor";

    private readonly List<Field> _all;
    private readonly bool _isRequired;
    private readonly bool _isConditional;

    private Fields(List<Field> all, bool isRequired, bool isConditional = false) =>
        (_all, _isRequired, _isConditional) = (all, isRequired, isConditional);

    public IReadOnlyList<Field> All => _all;

    public Fields Optional => new(_all, isRequired: false);

    /// <summary>What follows depends on other members, or on who sends; its notes say how.</summary>
    public Fields Sometimes => new(_all, isRequired: false, isConditional: true);

    /// <summary>An object with each member's sample.</summary>
    public JsonObject Sample => new(_all.Select(it => KeyValuePair.Create(it.Name, (JsonNode?)it.Sample.DeepClone())));

    public static Fields OfBody(Action<Fields> describe) => Of(describe, isRequired: true);

    /// <summary>Of what is asked for in a query, nothing is required.</summary>
    public static Fields OfQuery(Action<Fields> describe) => Of(describe, isRequired: false);

    public Fields Text(string name, int max, string sample, string? note = null) =>
        Add(name, _ => Bounded(max), sample, note);

    /// <summary>Text of several lines.</summary>
    public Fields Lines(string name, int max, string sample, string? note = null) => Text(name, max, sample, note);

    /// <summary>A value with a checked Parse, whose form the sample shows.</summary>
    public Fields Value<T>(string name, string sample, string? note = null)
        where T : struct =>
        Add(name, shapes => shapes.OfText(typeof(T)), sample, note);

    public Fields Choice<T>(string name, string? note = null)
        where T : struct, Enum =>
        Add(name, shapes => shapes.Of(typeof(T)), EnumText.Format(Enum.GetValues<T>()[0]), note);

    /// <param name="sample">Far ahead unless told otherwise, so that the past is not asked for by chance.</param>
    public Fields Time(string name, string? note = null, string sample = "2027-01-01T00:00:00Z") =>
        Add(name, shapes => shapes.Of(typeof(DateTimeOffset)), sample, note);

    public Fields Day(string name, string sample, string? note = null) =>
        Add(name, shapes => shapes.Of(typeof(DateOnly)), sample, note);

    public Fields Quantity(string name, string sample, string? note = null) =>
        Add(name, _ => new() { ["type"] = new JsonArray("string", "number") }, sample, note);

    /// <summary>A rate or factor with at most nine decimals.</summary>
    public Fields Decimal(string name, decimal min, decimal max, string sample, string? note = null) =>
        Add(name, _ => new() { ["type"] = new JsonArray("string", "number") }, sample, Joined(
            string.Create(CultureInfo.InvariantCulture, $"From {min} to {max}."), note));

    public Fields Number(string name, int min, int max, int sample, string? note = null) =>
        Add(name, _ => new() { ["type"] = "integer", ["minimum"] = min, ["maximum"] = max }, sample, note);

    public Fields Flag(string name, string? note = null, bool sample = true) =>
        Add(name, _ => new() { ["type"] = "boolean" }, sample, note);

    public Fields Amount(string name, string sample = "500000", string currency = "VND", string? note = null) =>
        Add(
            name,
            shapes => shapes.Of(typeof(Amount)),
            new JsonObject { ["amount"] = sample, ["currency"] = currency },
            note,
            OfBody(it => it.Text("amount", RequestBody.MaxValueLength, sample).Value<Currency>("currency", currency)));

    public Fields Object(string name, Action<Fields> members, string? note = null)
    {
        var inner = OfBody(members);
        return Add(name, inner.Schema, inner.Sample, note, inner);
    }

    public Fields Items(string name, int max, Action<Fields> members, string? note = null)
    {
        var inner = OfBody(members);
        return Add(name, shapes => List(inner.Schema(shapes), max), new JsonArray(inner.Sample), note, inner);
    }

    public Fields Amounts(string name, int max, string sample, string currency, string? note = null) =>
        Add(
            name,
            shapes => List(shapes.Of(typeof(Amount)), max),
            new JsonArray(new JsonObject { ["amount"] = sample, ["currency"] = currency }),
            note);

    public Fields Texts(string name, int max, int maxLength, string sample, string? note = null) =>
        Add(name, _ => List(Bounded(maxLength), max), new JsonArray(sample), note);

    /// <summary>What every list takes.</summary>
    public Fields Page() => Number("limit", 1, Platform.Page.MaxLimit, Platform.Page.DefaultLimit)
        .Add(Cursor, _ => new() { ["type"] = "string" }, "", "The next of the page before; left out for the first.");

    /// <summary>The schema of an object of these members and no others.</summary>
    public JsonObject Schema(Shapes shapes)
    {
        var properties = new JsonObject();
        foreach (var field in _all) properties[field.Name] = SchemaOf(field, shapes);
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        JsonNode[] required = [.. _all.Where(it => it.IsRequired).Select(it => JsonValue.Create(it.Name))];
        if (required.Length > 0) schema["required"] = new JsonArray(required);
        schema["additionalProperties"] = false;
        return schema;
    }

    private static JsonObject SchemaOf(Field field, Shapes shapes)
    {
        var schema = field.IsRequired ? field.Schema(shapes) : Shapes.OrNull(field.Schema(shapes));
        if (field.Note is { } note) schema["description"] = note;
        return schema;
    }

    private static Fields Of(Action<Fields> describe, bool isRequired)
    {
        var fields = new Fields([], isRequired);
        describe(fields);
        return fields;
    }

    private static JsonObject Bounded(int max) => new() { ["type"] = "string", ["maxLength"] = max };

    private static JsonObject List(JsonObject items, int max) =>
        new() { ["type"] = "array", ["items"] = items, ["maxItems"] = max };

    private static string Joined(string rule, string? note) => note is null ? rule : $"{note} {rule}";

    private Fields Add(
        string name, Func<Shapes, JsonObject> schema, JsonNode sample, string? note, Fields? inner = null)
    {
        Invariant.Holds(_all.TrueForAll(it => it.Name != name), $"{name} is described once");
        _all.Add(new(name, _isRequired, _isConditional, schema, sample, note, inner));
        return this;
    }
}

using System.Text.Json.Nodes;

namespace Billing.OpenApi;

/// <summary>One member of a body or of a query as a caller sends it.</summary>
/// <param name="Schema">Made with the shapes of the document, which the field may refer to.</param>
/// <param name="IsConditional">Required, or unknown, depending on others or on who sends; the note says it.</param>
/// <param name="Sample">A value that is taken.</param>
/// <param name="Note">What its name and type leave open; null where they say it all.</param>
/// <param name="Inner">The members of an object, or of each item of an array; null for other values.</param>
public sealed record Field(
    string Name,
    bool IsRequired,
    bool IsConditional,
    Func<Shapes, JsonObject> Schema,
    JsonNode Sample,
    string? Note,
    Fields? Inner = null);

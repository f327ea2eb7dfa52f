using System.Globalization;
using System.Text.Json;
using Billing.Money;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>
/// Looks into PayPal's JSON without trusting its shape: what is not there, or of another kind, is null.
/// </summary>
public static class PayPalJson
{
    /// <summary>A member of an object; an undefined element otherwise.</summary>
    public static JsonElement Member(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;

    public static JsonElement Member(this JsonElement parent, string name, params ReadOnlySpan<string> further)
    {
        var found = parent.Member(name);
        foreach (var next in further) found = found.Member(next);
        return found;
    }

    public static string? Text(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The elements of an array member; none if it is no array.</summary>
    public static IReadOnlyList<JsonElement> Elements(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : [];

    /// <summary>The first element of an array member; an undefined element if there is none.</summary>
    public static JsonElement First(this JsonElement parent, string name) =>
        parent.Elements(name) is [var first, ..] ? first : default;

    /// <summary>An object of currency_code and value.</summary>
    public static Amount? Money(this JsonElement parent, string name)
    {
        var money = parent.Member(name);
        return PayPalMoney.Read(money.Text("currency_code"), money.Text("value"));
    }

    public static DateTimeOffset? Time(this JsonElement parent, string name) =>
        DateTimeOffset.TryParse(
            parent.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime()
            : null;

    /// <summary>Where a link of this kind leads; null if there is none.</summary>
    public static string? Link(this JsonElement parent, string rel) =>
        parent.Elements("links").FirstOrDefault(link => link.Text("rel") == rel).Text("href");

    /// <summary>The id at the end of the link to what this belongs to, if that is such a thing.</summary>
    /// <param name="kind">captures or orders.</param>
    public static string? Above(this JsonElement parent, string kind) =>
        parent.Link("up")?.Split('/') is [.., var above, var id] && above == kind && id.Length > 0 ? id : null;
}

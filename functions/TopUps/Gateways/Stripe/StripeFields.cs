using System.Text.Json;
using Billing.Money;

namespace Billing.TopUps.Gateways.Stripe;

/// <summary>The members of an object of Stripe's, read strictly; what is absent or of another kind is null.</summary>
public readonly record struct StripeFields(JsonElement Json)
{
    /// <summary>The only currency that is paid by Stripe; its minor unit is the yen.</summary>
    public const string Yen = "jpy";

    /// <summary>Stripe takes eight digits at most.</summary>
    public const long MaxMinor = 99_999_999;

    private const int MaxText = 255;

    public string? Text(string name) =>
        Member(name) is { ValueKind: JsonValueKind.String } value
        && value.GetString() is { Length: > 0 and <= MaxText } text
            ? text
            : null;

    /// <summary>An id, also where the object itself stands in its place.</summary>
    public string? Id(string name) => Text(name) ?? Inner(name).Text("id");

    public long? Number(string name) =>
        Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public bool? Flag(string name) => Member(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>Seconds of Unix, in this century and the next.</summary>
    public DateTimeOffset? Time(string name) =>
        Number(name) is >= 0 and <= 7_258_118_400 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    public StripeFields Inner(string name) => new(Member(name) ?? default);

    /// <summary>Null unless it is a whole number of yen that Stripe could have taken.</summary>
    public Amount? Money(string name) =>
        Text("currency") == Yen && Number(name) is >= 0 and <= MaxMinor and var minor
            ? Amount.OfMinor(minor, Currency.Jpy)
            : null;

    private JsonElement? Member(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) ? value : null;
}

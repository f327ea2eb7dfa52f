using System.Globalization;
using System.Text.Json;
using Billing.Money;

namespace Billing.Platform;

/// <summary>The getters. Null and a blank string count as not sent; an optional getter then returns null.</summary>
public sealed partial class RequestBody
{
    public const int MaxValueLength = 200;
    private const int MaxDecimals = 9;
    private const string TimeForm = "a time of RFC 3339 with its offset, such as 2026-11-22T09:00:00Z";

    /// <summary>True when the member was sent.</summary>
    public bool Has(string name) => Sent(name) is not null;

    /// <summary>Text on one line, without the spaces around it.</summary>
    public string Text(string name, int max) => Required(name) is { } sent ? AsText(name, sent, max) ?? "" : "";

    public string? OptionalText(string name, int max) => Sent(name) is { } sent ? AsText(name, sent, max) : null;

    /// <summary>Text on one line or several, without the spaces around it.</summary>
    public string Lines(string name, int max) => Required(name) is { } sent ? AsLines(name, sent, max) ?? "" : "";

    public string? OptionalLines(string name, int max) => Sent(name) is { } sent ? AsLines(name, sent, max) : null;

    /// <summary>A value with a checked Parse, such as an identifier.</summary>
    /// <param name="what">Ends the sentence "This is not …".</param>
    public T Value<T>(string name, TryParse<T> parse, string what)
        where T : struct =>
        Required(name) is { } sent ? AsValue(name, sent, parse, what) ?? default : default;

    public T? OptionalValue<T>(string name, TryParse<T> parse, string what)
        where T : struct =>
        Sent(name) is { } sent ? AsValue(name, sent, parse, what) : null;

    /// <summary>One of an enum's members by its name in camelCase.</summary>
    public T Choice<T>(string name)
        where T : struct, Enum =>
        Value<T>(name, EnumText.TryParse, EnumText.Choices<T>());

    public T? OptionalChoice<T>(string name)
        where T : struct, Enum =>
        OptionalValue<T>(name, EnumText.TryParse, EnumText.Choices<T>());

    public DateTimeOffset Time(string name) => Value<DateTimeOffset>(name, Rfc3339.TryParse, TimeForm);

    public DateTimeOffset? OptionalTime(string name) => OptionalValue<DateTimeOffset>(name, Rfc3339.TryParse, TimeForm);

    /// <summary>A string or a number; read from its digits, so none is lost.</summary>
    public Quantity Quantity(string name) => Required(name) is { } sent
        ? AsDigits<Quantity>(name, sent, Money.Quantity.TryParse, "a quantity") ?? default
        : default;

    /// <summary>A rate or factor, as a string or a number, with at most nine decimals.</summary>
    public decimal Decimal(string name, decimal min, decimal max)
    {
        if (Required(name) is not { } sent) return min;
        if (AsDigits<decimal>(name, sent, TryDecimal, "a decimal number") is not { } value) return min;
        if (value >= min && value <= max) return value;

        Fault(name, "out_of_range", string.Create(CultureInfo.InvariantCulture, $"From {min} to {max}."));
        return min;
    }

    /// <summary>A whole number within bounds.</summary>
    public int Number(string name, int min, int max) =>
        Required(name) is { } sent ? AsNumber(name, sent, min, max) ?? min : min;

    public int? OptionalNumber(string name, int min, int max) =>
        Sent(name) is { } sent ? AsNumber(name, sent, min, max) : null;

    public bool Flag(string name) => Required(name) is { } sent && (AsFlag(name, sent) ?? false);

    public bool? OptionalFlag(string name) => Sent(name) is { } sent ? AsFlag(name, sent) : null;

    /// <summary>{"amount":"500000","currency":"VND"}; the default, which no sum accepts, when at fault.</summary>
    public Amount Amount(string name)
    {
        var sent = Object(name);
        if (!Has(name)) return default;

        var text = sent.Text("amount", MaxValueLength);
        var currency = sent.Value<Currency>("currency", Currency.TryParse, "a supported currency");
        if (text.Length == 0 || currency == default) return default;
        if (Money.Amount.TryParse(text, currency, out var amount)) return amount;

        sent.Fault("amount", "not_an_amount", $"This is not an amount in {currency}.");
        return default;
    }

    /// <summary>An object inside this one; an empty one when it is missing or at fault.</summary>
    public RequestBody Object(string name)
    {
        if (Required(name) is not { } sent) return Unsent();
        if (sent.ValueKind == JsonValueKind.Object) return Inner(name, sent);

        Fault(name, "type", "This is not an object.");
        return Unsent();
    }

    /// <summary>The objects of an array.</summary>
    public IReadOnlyList<RequestBody> Items(string name, int max) =>
        [.. Elements(name, max, JsonValueKind.Object, "an object").Select(e => Inner(e.Path, e.Item))];

    /// <summary>The texts of an array.</summary>
    public IReadOnlyList<string> Texts(string name, int max, int maxLength) =>
        [.. Elements(name, max, JsonValueKind.String, "a string").Select(e => AsText(e.Path, e.Item, maxLength) ?? "")];
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Billing.Money;
using Billing.Platform;

namespace Billing.ExchangeRates;

/// <summary>
/// What a source published: how much of each currency one unit of the base is worth, digit by digit. Currencies that we
/// do not know are left out.
/// </summary>
/// <param name="PublishedAt">Null when the document does not tell.</param>
public sealed record RateDocument(
    Currency Base, DateTimeOffset? PublishedAt, ImmutableDictionary<Currency, ExchangeRate> Rates)
{
    private static readonly ExchangeRate One = ExchangeRate.Parse("1");

    /// <summary>
    /// Reads {"base":"EUR","date":"2026-11-20","rates":{"USD":1.0812}}; "time" with a time of RFC 3339 may stand for
    /// the date. False for anything else.
    /// </summary>
    public static bool TryParse(byte[] utf8, out RateDocument document)
    {
        document = new(default, null, ImmutableDictionary<Currency, ExchangeRate>.Empty);
        if (!JsonText.TryParse(utf8, out var root, out _) || root.ValueKind != JsonValueKind.Object) return false;
        if (!Currency.TryParse(Text(root, "base"), out var from)) return false;
        if (!root.TryGetProperty("rates", out var listed) || listed.ValueKind != JsonValueKind.Object) return false;

        var rates = ImmutableDictionary.CreateBuilder<Currency, ExchangeRate>();
        foreach (var member in listed.EnumerateObject())
        {
            if (!Currency.TryParse(member.Name, out var currency) || currency == from) continue;
            if (!ExchangeRate.TryParse(Digits(member.Value), out var rate)) return false;
            rates[currency] = rate;
        }
        document = new(from, Time(root), rates.ToImmutable());
        return true;
    }

    /// <summary>
    /// What one unit of the first currency is worth in the second: as published, or by way of the base; null when the
    /// document does not tell.
    /// </summary>
    public ExchangeRate? Of(CurrencyPair pair)
    {
        if (Worth(pair.To) is not { } other || Worth(pair.From) is not { } one) return null;
        return pair.From == Base ? other : ExchangeRate.Cross(other, one);
    }

    /// <summary>When it was published; a source whose clock is ahead tells no time of the future.</summary>
    public DateTimeOffset TakenAt(DateTimeOffset now) => PublishedAt is { } time && time < now ? time : now;

    private ExchangeRate? Worth(Currency currency) => currency == Base ? One
        : Rates.TryGetValue(currency, out var rate) ? rate
        : null;

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Digits(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => value.GetString(),
        _ => null,
    };

    private static DateTimeOffset? Time(JsonElement root)
    {
        if (Rfc3339.TryParse(Text(root, "time"), out var time)) return time;

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(
            Text(root, "date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, Utc, out var day) ? day : null;
    }
}

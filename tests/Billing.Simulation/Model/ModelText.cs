using System.Globalization;
using System.Text.Json;
using Billing.Platform;

namespace Billing.Simulation.Model;

/// <summary>The one form in which the answers of the app and of the model are compared.</summary>
public static class ModelText
{
    /// <summary>Decimals as the app writes them: no zeros at the end.</summary>
    public static string Text(params decimal[] numbers) => string.Join(
        ' ', numbers.Select(number => number.ToString("0.############", CultureInfo.InvariantCulture)));

    /// <summary>The decimals of a member that is an amount; "0" where there is none.</summary>
    public static string Sum(JsonElement json, string name) => json.GetProperty(name) is { ValueKind: JsonValueKind.Object } it
        ? it.GetProperty("amount").GetString()!
        : "0";

    public static decimal Number(JsonElement json, string name) => decimal.Parse(Sum(json, name), CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset time) => Uri.EscapeDataString(Rfc3339.Format(time));

    public static string Line(NaiveEntry entry) =>
        $"{Rfc3339.Format(entry.Time)} {entry.Kind} {entry.Service} {entry.Words} {ModelText.Text(entry.Amount)} "
        + (entry.Kind != "usage" ? "" : string.Join(", ", entry.Parts.GroupBy(it => it.Kind)
            .Select(kind => $"{kind.Key} {ModelText.Text(kind.Sum(it => it.Amount))}")));

    public static string Line(JsonElement entry) =>
        $"{Rfc3339.Format(entry.GetProperty("date").GetDateTimeOffset())} {entry.GetProperty("kind")} {entry.GetProperty("service")} "
        + $"{entry.GetProperty("description")} {Sum(entry, "amount")} "
        + string.Join(", ", entry.GetProperty("funding").EnumerateArray().Select(it => $"{it.GetProperty("kind")} {Sum(it, "amount")}"));

    public static string Line(NaiveKept kept) => kept.Event.Amends is not null
        ? $"{kept.Reason} {kept.Event.Source} {kept.Event.Id} {Rfc3339.Format(kept.Event.Time)}"
        : $"{kept.Reason} {kept.Event.Source} {kept.Event.Id} {Rfc3339.Format(kept.Event.Time)} {ModelText.Text(kept.Event.Quantity)} "
        + $"{kept.Event.Service}/{kept.Event.Meter} {kept.Event.Dimensions} {kept.Event.Stated?.Currency} "
        + (kept.Event.Stated is { Kind: not "currency" } stated ? ModelText.Text(stated.Amount) : "");

    /// <param name="use">The event as it was reported.</param>
    public static string Line(JsonElement kept, JsonElement use)
    {
        var data = use.GetProperty("data");
        var dimensions = data.TryGetProperty("dimensions", out var pairs)
            ? string.Join(';', pairs.EnumerateObject().Select(pair => $"{pair.Name}={pair.Value}"))
            : "";
        var time = DateTimeOffset.Parse(use.GetProperty("time").GetString()!, CultureInfo.InvariantCulture);
        var name = $"{kept.GetProperty("reason")} {use.GetProperty("source")} {use.GetProperty("id")} {Rfc3339.Format(time)}";
        return data.TryGetProperty("original", out _) ? name : name
            + $" {data.GetProperty("quantity")} {data.GetProperty("service")}/{data.GetProperty("meter")} {dimensions} {Sent("currency")} "
            + $"{Sent("unitPrice")}{Sent("amount")}";

        string Sent(string member) => data.TryGetProperty(member, out var value) ? value.ToString() : "";
    }
}

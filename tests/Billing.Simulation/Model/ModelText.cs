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
    public static string Sum(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.Object } it
        ? it.GetProperty("amount").GetString()!
        : "0";

    public static decimal Number(JsonElement json, string name) =>
        decimal.Parse(Sum(json, name), CultureInfo.InvariantCulture);

    /// <summary>The members as they are written, parted by spaces.</summary>
    public static string Words(JsonElement json, params string[] names) =>
        string.Join(' ', names.Select(name => json.GetProperty(name).ToString()));

    public static string Time(DateTimeOffset time) => Uri.EscapeDataString(Rfc3339.Format(time));

    public static string Line(NaiveEntry entry) =>
        $"{Rfc3339.Format(entry.Time)} {entry.Kind} {entry.Service} {entry.Words} {ModelText.Text(entry.Amount)} "
        + (entry.Kind != "usage" ? "" : string.Join(", ", entry.Parts.GroupBy(it => it.Kind)
            .Select(kind => $"{kind.Key} {ModelText.Text(kind.Sum(it => it.Amount))}")));

    public static string Line(JsonElement entry) =>
        $"{Rfc3339.Format(entry.GetProperty("date").GetDateTimeOffset())} "
        + $"{Words(entry, "kind", "service", "description")} {Sum(entry, "amount")} "
        + string.Join(", ", entry.GetProperty("funding").EnumerateArray()
            .Select(it => $"{Words(it, "kind")} {Sum(it, "amount")}"));

    public static string Line(NaiveKept kept)
    {
        var use = kept.Event;
        var name = $"{kept.Reason} {use.Source} {use.Id} {Rfc3339.Format(use.Time)}";
        if (use.Amends is not null) return name;
        var sum = use.Stated is { Kind: not "currency" } stated ? ModelText.Text(stated.Amount) : "";
        return $"{name} {ModelText.Text(use.Quantity)} {use.Service} {use.Meter} {use.Dimensions} "
            + $"{use.Stated?.Currency} {sum}";
    }

    /// <param name="use">The event as it was reported.</param>
    public static string Line(JsonElement kept, JsonElement use)
    {
        var data = use.GetProperty("data");
        var dimensions = data.TryGetProperty("dimensions", out var pairs)
            ? string.Join(';', pairs.EnumerateObject().Select(pair => $"{pair.Name}={pair.Value}"))
            : "";
        var time = DateTimeOffset.Parse(Words(use, "time"), CultureInfo.InvariantCulture);
        var name = $"{Words(kept, "reason")} {Words(use, "source", "id")} {Rfc3339.Format(time)}";
        return data.TryGetProperty("original", out _) ? name : name
            + $" {Words(data, "quantity", "service", "meter")} {dimensions} {Sent("currency")} "
            + $"{Sent("unitPrice")}{Sent("amount")}";

        string Sent(string member) => data.TryGetProperty(member, out var value) ? value.ToString() : "";
    }
}

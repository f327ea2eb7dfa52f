using System.Globalization;
using System.Text.Json.Nodes;
using Billing.Money;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>The JSON of a reversal: the line given back, the event that did it, and the lots that it reopens.</summary>
internal static class ReversalJson
{
    public static IEnumerable<(string Name, JsonNode? Value)> Fields(MovementFact.UsageReversed it) =>
    [
        ("line", it.Usage.Line.ToString()), ("source", it.Usage.Source), ("event", it.Usage.EventId),
        ("time", Time(it.Usage.Time)), ("service", it.Usage.Service.Value), ("meter", it.Usage.Meter.Value),
        ("counted", it.Usage.Counted.ToString()),
        ("amount", it.Usage.Amount.ToDecimalString()), ("currency", it.Usage.Amount.Currency.Code),
        ("legs", new JsonArray([.. it.Usage.Legs.Select(Write)])),
        ("by", new JsonObject
        {
            ["kind"] = EnumText.Format(it.By.Kind), ["event"] = it.By.EventId, ["time"] = Time(it.By.Time),
        }),
        ("reopened", new JsonArray([.. it.Reopened.Select(Write)])),
    ];

    public static MovementFact.UsageReversed Read(JsonObject body)
    {
        var currency = Currency.Parse(Text(body, "currency"));
        var usage = new ReversedUsage(
            Line(Text(body, "line")), Text(body, "source"), Text(body, "event"), Time(body, "time"),
            new(Text(body, "service")), new(Text(body, "meter")), Quantity.Parse(Text(body, "counted")),
            Amount.Parse(Text(body, "amount"), currency),
            [.. body["legs"]!.AsArray().Select(leg => Leg(leg!, currency))]);
        var by = body["by"]!;
        return new(
            usage, new(Choice<ReversalKind>(by, "kind"), Text(by, "event"), Time(by, "time")),
            [.. body["reopened"]!.AsArray().Select(lot => Lot(lot!, currency))]);
    }

    private static JsonObject Write(Leg leg) => new()
    {
        ["kind"] = EnumText.Format(leg.Kind),
        ["fund"] = leg.Fund.Value,
        ["quantity"] = leg.Quantity.ToString(),
        ["amount"] = leg.Amount.ToDecimalString(),
    };

    private static JsonObject Write(Lot lot) => new()
    {
        ["lot"] = lot.Id.Value,
        ["kind"] = EnumText.Format(lot.Kind),
        ["from"] = Time(lot.From),
        ["until"] = lot.Until is { } until ? Time(until) : null,
        ["services"] = new JsonArray([.. lot.Services.Select(service => (JsonNode)service.Value)]),
        ["openedSeq"] = lot.OpenedSeq,
    };

    private static Leg Leg(JsonNode leg, Currency currency) => new(
        Choice<FundKind>(leg, "kind"), new(Text(leg, "fund")), Quantity.Parse(Text(leg, "quantity")),
        Amount.Parse(Text(leg, "amount"), currency));

    private static Lot Lot(JsonNode lot, Currency currency) => new(
        new(Text(lot, "lot")), Choice<LotKind>(lot, "kind"), Amount.Zero(currency), Time(lot, "from"),
        lot["until"] is null ? null : Time(lot, "until"),
        [.. lot["services"]!.AsArray().Select(service => new ServiceName(service!.GetValue<string>()))],
        lot["openedSeq"]!.GetValue<long>());

    private static LineId Line(string text) =>
        LineId.TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no line.");

    private static T Choice<T>(JsonNode body, string name)
        where T : struct, Enum =>
        EnumText.TryParse<T>(Text(body, name), out var value)
            ? value
            : throw new FormatException($"{name} is no {typeof(T).Name}.");

    private static string Text(JsonNode body, string name) => body[name]!.GetValue<string>();

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(JsonNode body, string name) => DateTimeOffset.ParseExact(
        Text(body, name), "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

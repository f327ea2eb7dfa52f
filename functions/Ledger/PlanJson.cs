using System.Text.Json.Nodes;

namespace Billing.Ledger;

/// <summary>The JSON of what billing plans do to an account.</summary>
internal static class PlanJson
{
    public static IEnumerable<(string Name, JsonNode? Value)> Fields(MovementFact fact) => fact switch
    {
        MovementFact.CoverActivated it =>
            [("plan", it.Plan), ("term", it.Term), ("terms", CoverJson.Write(it.Terms))],
        MovementFact.CoverChanged it =>
        [
            ("plan", it.Plan), ("term", it.Term), ("step", it.Step), ("from", MovementJson.Time(it.From)),
            ("pays", it.Pays), ("terms", CoverJson.Write(it.Terms)),
        ],
        MovementFact.CoverExpired { Into: { } into } it =>
            [("cover", it.Cover.Value), .. Money(it.Remaining), ("into", into.Value)],
        MovementFact.CoverExpired it => [("cover", it.Cover.Value), .. Money(it.Remaining)],
        MovementFact.PlanPaid it =>
        [
            ("plan", it.Plan), ("instalment", it.Instalment), ("payment", it.Payment), ("gateway", it.Gateway),
            .. Money(it.Amount),
        ],
        _ => [],
    };

    public static MovementFact.CoverActivated ReadActivated(JsonObject body) =>
        new(MovementJson.Text(body, "plan"), Number(body, "term"), CoverJson.Read(body["terms"]!));

    public static MovementFact.CoverChanged ReadChanged(JsonObject body) => new(
        MovementJson.Text(body, "plan"), Number(body, "term"), Number(body, "step"),
        MovementJson.Time(MovementJson.Text(body, "from")), body["pays"]!.GetValue<bool>(),
        CoverJson.Read(body["terms"]!));

    public static MovementFact.CoverExpired ReadExpired(JsonObject body) => new(
        new(MovementJson.Text(body, "cover")), MovementJson.Money(body),
        body["into"] is { } into ? new LotId(into.GetValue<string>()) : null);

    public static MovementFact.PlanPaid ReadPaid(JsonObject body) => new(
        MovementJson.Text(body, "plan"), Number(body, "instalment"), MovementJson.Text(body, "payment"),
        body["gateway"]?.GetValue<string>(), MovementJson.Money(body));

    private static int Number(JsonObject body, string name) => body[name]!.GetValue<int>();

    private static IEnumerable<(string Name, JsonNode? Value)> Money(Money.Amount amount) =>
        [("amount", amount.ToDecimalString()), ("currency", amount.Currency.Code)];
}

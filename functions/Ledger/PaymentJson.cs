using System.Text.Json.Nodes;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>The JSON of what happens to a top-up after its credit.</summary>
internal static class PaymentJson
{
    public static IEnumerable<(string Name, JsonNode? Value)> Fields(MovementFact fact) => fact switch
    {
        MovementFact.TopUpDebited it =>
        [
            ("payment", it.Payment), ("step", it.Step), ("gateway", it.Gateway),
            ("reason", EnumText.Format(it.Reason)), .. Money(it.Amount),
        ],
        MovementFact.TopUpReinstated it =>
            [("payment", it.Payment), ("step", it.Step), ("gateway", it.Gateway), .. Money(it.Amount)],
        MovementFact.TopUpHeld it => [("payment", it.Payment), ("step", it.Step), .. Money(it.Amount)],
        _ => [],
    };

    public static MovementFact.TopUpDebited ReadDebited(JsonObject body) => new(
        MovementJson.Text(body, "payment"), Step(body), MovementJson.Text(body, "gateway"), Reason(body),
        MovementJson.Money(body));

    public static MovementFact.TopUpReinstated ReadReinstated(JsonObject body) => new(
        MovementJson.Text(body, "payment"), Step(body), MovementJson.Text(body, "gateway"), MovementJson.Money(body));

    public static MovementFact.TopUpHeld ReadHeld(JsonObject body) =>
        new(MovementJson.Text(body, "payment"), Step(body), MovementJson.Money(body));

    private static int Step(JsonObject body) => body["step"]!.GetValue<int>();

    private static DebitReason Reason(JsonObject body) =>
        EnumText.TryParse<DebitReason>(MovementJson.Text(body, "reason"), out var reason)
            ? reason
            : throw new LedgerFormatException("A debit has no known reason.");

    private static IEnumerable<(string Name, JsonNode? Value)> Money(Money.Amount amount) =>
        [("amount", amount.ToDecimalString()), ("currency", amount.Currency.Code)];
}

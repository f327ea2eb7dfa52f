using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.TopUps.Gateways;

namespace Billing.TopUps;

/// <summary>The JSON of those parts of a stored top-up that are lists; money is a decimal string.</summary>
internal static class TopUpJson
{
    /// <summary>Null where there is nothing to say.</summary>
    public static string? Write(PaymentReversals facts) => facts.IsEmpty
        ? null
        : new JsonObject
        {
            ["refundedInAll"] = facts.RefundedInAll.ToDecimalString(),
            ["takenBack"] = facts.TakenBack.ToDecimalString(),
            ["refunds"] = Object(facts.Refunds, it => new JsonObject
            {
                ["amount"] = it.Amount.ToDecimalString(),
                ["failed"] = it.HasFailed,
            }),
            ["disputes"] = Object(facts.Disputes, it => new JsonObject
            {
                ["amount"] = it.Amount.ToDecimalString(),
                ["phase"] = EnumText.Format(it.Phase),
            }),
            ["orders"] = Object(facts.Orders, it => new JsonObject
            {
                ["amount"] = it.Order.Amount.ToDecimalString(),
                ["reason"] = it.Order.Reason,
                ["by"] = it.Order.By,
                ["at"] = MovementJson.Time(it.Order.At),
                ["refund"] = it.Refund,
                ["refusal"] = it.Refusal,
                ["remark"] = it.Remark,
            }),
        }.ToJsonString();

    public static PaymentReversals ReadReversals(string json, Amount total)
    {
        var body = JsonNode.Parse(json)!;
        return new(total)
        {
            RefundedInAll = Money(body["refundedInAll"], total.Currency),
            TakenBack = Money(body["takenBack"], total.Currency),
            Refunds = Dictionary(body["refunds"], (_, it) =>
                new KnownRefund(Money(it["amount"], total.Currency), it["failed"]!.GetValue<bool>())),
            Disputes = Dictionary(body["disputes"], (_, it) =>
                new KnownDispute(Money(it["amount"], total.Currency), Member<DisputePhase>(it["phase"]))),
            Orders = Dictionary(body["orders"], (id, it) => new OrderedRefund(
                new(id, Money(it["amount"], total.Currency), Text(it["reason"])!, Text(it["by"])!, Time(it["at"])),
                Text(it["refund"]),
                Text(it["refusal"]),
                Text(it["remark"]))),
        };
    }

    public static string? Write(ImmutableArray<TopUpMove> moves) => moves.IsEmpty
        ? null
        : new JsonArray([.. moves.Select(move => new JsonObject
        {
            ["kind"] = EnumText.Format(move.Kind),
            ["amount"] = move.Amount.ToDecimalString(),
            ["at"] = MovementJson.Time(move.At),
        })]).ToJsonString();

    public static ImmutableArray<TopUpMove> ReadMoves(string json, Currency currency) =>
    [
        .. JsonNode.Parse(json)!.AsArray().Select(it =>
            new TopUpMove(Member<TopUpMoveKind>(it!["kind"]), Money(it["amount"], currency), Time(it["at"]))),
    ];

    public static string? Write(ImmutableSortedDictionary<string, Amount> receipts) => receipts.IsEmpty
        ? null
        : Object(receipts, amount => JsonValue.Create(amount.ToDecimalString())).ToJsonString();

    public static ImmutableSortedDictionary<string, Amount> ReadReceipts(string json, Currency currency) =>
        Dictionary(JsonNode.Parse(json), (_, it) => Money(it, currency));

    public static string? Write(Review? review) => review is null
        ? null
        : new JsonObject
        {
            ["credit"] = review.Credit?.ToDecimalString(),
            ["reason"] = review.Reason,
            ["by"] = review.By,
            ["at"] = MovementJson.Time(review.At),
        }.ToJsonString();

    public static Review ReadReview(string json, Currency currency)
    {
        var body = JsonNode.Parse(json)!;
        return new(
            body["credit"] is { } credit ? Money(credit, currency) : null, Text(body["reason"])!, Text(body["by"])!,
            Time(body["at"]));
    }

    private static JsonObject Object<T>(ImmutableSortedDictionary<string, T> facts, Func<T, JsonNode?> write) =>
        new(facts.Select(fact => KeyValuePair.Create(fact.Key, write(fact.Value))));

    private static ImmutableSortedDictionary<string, T> Dictionary<T>(JsonNode? node, Func<string, JsonNode, T> read) =>
        node!.AsObject().ToImmutableSortedDictionary(
            fact => fact.Key, fact => read(fact.Key, fact.Value!), StringComparer.Ordinal);

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private static Amount Money(JsonNode? node, Currency currency) => Amount.Parse(Text(node)!, currency);

    private static DateTimeOffset Time(JsonNode? node) => MovementJson.Time(Text(node)!);

    private static T Member<T>(JsonNode? node)
        where T : struct, Enum
    {
        Invariant.Holds(EnumText.TryParse<T>(Text(node), out var member), "a stored word is known");
        return member;
    }
}

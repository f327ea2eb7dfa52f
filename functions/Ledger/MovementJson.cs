using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>The JSON of movements: the same fact gives the same text, and money is a decimal string.</summary>
public static class MovementJson
{
    private const string Opened = "opened";
    private const string TopUpCredited = "top-up-credited";
    private const string TopUpDebited = "top-up-debited";
    private const string TopUpReinstated = "top-up-reinstated";
    private const string TopUpHeld = "top-up-held";
    private const string VoucherGranted = "voucher-granted";
    internal const string CoverActivated = "cover-activated";
    internal const string CoverChanged = "cover-changed";
    private const string CoverExpired = "cover-expired";
    private const string PlanPaid = "plan-paid";
    private const string LotExpired = "lot-expired";
    private const string ThresholdsSet = "thresholds-set";
    private const string Voucher = "voucher";
    private const string TopUp = "top-up";
    internal const string UsageReversed = "usage-reversed";

    public static string Kind(MovementFact fact) => fact switch
    {
        MovementFact.Opened => Opened,
        MovementFact.TopUpCredited => TopUpCredited,
        MovementFact.TopUpDebited => TopUpDebited,
        MovementFact.TopUpReinstated => TopUpReinstated,
        MovementFact.TopUpHeld => TopUpHeld,
        MovementFact.VoucherGranted => VoucherGranted,
        MovementFact.CoverActivated => CoverActivated,
        MovementFact.CoverChanged => CoverChanged,
        MovementFact.CoverExpired => CoverExpired,
        MovementFact.PlanPaid => PlanPaid,
        MovementFact.LotExpired => LotExpired,
        MovementFact.ThresholdsSet => ThresholdsSet,
        MovementFact.UsageReversed => UsageReversed,
        _ => throw new LedgerFormatException($"A movement {fact.GetType().Name} has no stored form."),
    };

    public static string Write(MovementFact fact, ImmutableArray<Posting> postings)
    {
        var body = new JsonObject { ["kind"] = Kind(fact) };
        foreach (var (name, value) in Fields(fact)) body[name] = value;
        body["postings"] = new JsonArray([.. postings.Select(posting => new JsonObject
        {
            ["account"] = posting.Account,
            ["amount"] = posting.Amount.ToDecimalString(),
            ["currency"] = posting.Amount.Currency.Code,
        })]);
        return body.ToJsonString();
    }

    public static (MovementFact Fact, ImmutableArray<Posting> Postings) Read(string json)
    {
        try
        {
            var body = JsonNode.Parse(json)!.AsObject();
            var postings =
                body["postings"]!.AsArray().Select(item => new Posting(Text(item!, "account"), Money(item!)));
            return (Fact(body), [.. postings]);
        }
        catch (Exception broken) when (broken is not LedgerFormatException)
        {
            throw new LedgerFormatException("A movement's body does not read.", broken);
        }
    }

    private static IEnumerable<(string Name, JsonNode? Value)> Fields(MovementFact fact) => fact switch
    {
        MovementFact.Opened it => [("currency", it.Currency.Code), ("timeZone", it.TimeZone)],
        MovementFact.TopUpCredited it =>
        [
            ("payment", it.Payment), ("gateway", it.Gateway),
            ("amount", it.Amount.ToDecimalString()), ("currency", it.Amount.Currency.Code),
        ],
        MovementFact.TopUpDebited or MovementFact.TopUpReinstated or MovementFact.TopUpHeld => PaymentJson.Fields(fact),
        MovementFact.VoucherGranted it =>
        [
            ("redemption", it.Redemption), ("voucher", it.Voucher),
            ("amount", it.Amount.ToDecimalString()), ("currency", it.Amount.Currency.Code),
            ("from", Time(it.From)), ("until", it.Until is { } until ? Time(until) : null),
            ("services", new JsonArray([.. it.Services.Select(service => (JsonNode)service.Value)])),
        ],
        MovementFact.UsageReversed it => ReversalJson.Fields(it),
        MovementFact.CoverActivated or MovementFact.CoverChanged => PlanJson.Fields(fact),
        MovementFact.CoverExpired or MovementFact.PlanPaid => PlanJson.Fields(fact),
        MovementFact.LotExpired it =>
        [
            ("lot", it.Lot.Value), ("lotKind", it.Kind == LotKind.Voucher ? Voucher : TopUp),
            ("amount", it.Amount.ToDecimalString()), ("currency", it.Amount.Currency.Code), ("until", Time(it.Until)),
        ],
        MovementFact.ThresholdsSet it =>
        [
            ("chosen", it.IsChosen), ("currency", it.Thresholds.Select(each => each.Currency.Code).FirstOrDefault()),
            ("thresholds", new JsonArray([.. it.Thresholds.Select(each => (JsonNode)each.ToDecimalString())])),
        ],
        _ => [],
    };

    private static MovementFact Fact(JsonObject body) => Text(body, "kind") switch
    {
        Opened => new MovementFact.Opened(Currency.Parse(Text(body, "currency")), Text(body, "timeZone")),
        TopUpCredited => new MovementFact.TopUpCredited(Text(body, "payment"), Text(body, "gateway"), Money(body)),
        TopUpDebited => PaymentJson.ReadDebited(body),
        TopUpReinstated => PaymentJson.ReadReinstated(body),
        TopUpHeld => PaymentJson.ReadHeld(body),
        VoucherGranted => new MovementFact.VoucherGranted(
            Text(body, "redemption"), Text(body, "voucher"), Money(body), Time(Text(body, "from")),
            body["until"] is { } until ? Time(until.GetValue<string>()) : null,
            [.. body["services"]!.AsArray().Select(service => new ServiceName(service!.GetValue<string>()))]),
        CoverActivated => PlanJson.ReadActivated(body),
        CoverChanged => PlanJson.ReadChanged(body),
        CoverExpired => PlanJson.ReadExpired(body),
        PlanPaid => PlanJson.ReadPaid(body),
        LotExpired => new MovementFact.LotExpired(
            new(Text(body, "lot")), Text(body, "lotKind") == Voucher ? LotKind.Voucher : LotKind.TopUp, Money(body),
            Time(Text(body, "until"))),
        ThresholdsSet => new MovementFact.ThresholdsSet(
            body["chosen"]!.GetValue<bool>(),
            [
                .. body["thresholds"]!.AsArray().Select(each =>
                    Amount.Parse(each!.GetValue<string>(), Currency.Parse(Text(body, "currency")))),
            ]),
        UsageReversed => ReversalJson.Read(body),
        var kind => throw new LedgerFormatException($"A movement of kind {kind} is not known."),
    };

    internal static string Text(JsonNode body, string name) => body[name]!.GetValue<string>();

    internal static Amount Money(JsonNode body) =>
        Amount.Parse(Text(body, "amount"), Currency.Parse(Text(body, "currency")));

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    internal static DateTimeOffset Time(string text) =>
        DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

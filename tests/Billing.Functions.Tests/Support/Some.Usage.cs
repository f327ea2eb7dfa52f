using System.Text;
using System.Text.Json.Nodes;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.Pricing;
using Billing.Usage;

namespace Billing.Functions.Tests.Support;

public static partial class Some
{
    public static AccountId Account { get; } = AccountId.Parse("acme");

    public static DateTimeOffset Noon { get; } = new(2026, 3, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>One event as JSON; a test changes what it is about.</summary>
    public static JsonObject EventJson(
        string id = "e-1", string account = "acme", DateTimeOffset? time = null, string quantity = "1000",
        string meter = "input-tokens", string source = "demo/inference") => new()
        {
            ["specversion"] = "1.0",
            ["id"] = id,
            ["source"] = source,
            ["type"] = "ai.usage",
            ["subject"] = account,
            ["time"] = Rfc3339.Format(time ?? Noon),
            ["data"] = new JsonObject { ["service"] = "ai-inference", ["meter"] = meter, ["quantity"] = quantity },
        };

    public static byte[] Batch(params IEnumerable<JsonObject> events) =>
        Encoding.UTF8.GetBytes(new JsonArray([.. events]).ToJsonString());

    public static ReportedEvent Reported(JsonObject json) => Reported([json])[0];

    public static IReadOnlyList<ReportedEvent> Reported(IEnumerable<JsonObject> events)
    {
        Assert.True(UsageBatch.Read(Batch(events), BatchForm.Batch).IsAccepted(out var reported, out _));
        return reported;
    }

    /// <summary>Input tokens at 0.165 and output tokens at 0.187 USD a million, as the price list has them.</summary>
    public static PriceBook Prices(params RateCard[] more) => PriceBook.Of(
        1,
        Noon,
        [
            RateCard("ai-inference/input-tokens/USD", Terms(PerUnit("0.165"))),
            RateCard("ai-inference/output-tokens/USD", Terms(PerUnit("0.187"))),
            .. more,
        ]);

    public static AccountBook OpenBook(params MovementFact[] facts)
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(new MovementFact.Opened(Currency.Usd, "UTC"), 1, Start);
        var seq = 2L;
        foreach (var fact in facts) book.Apply(fact, seq++, Start);
        return book;
    }

    public static MovementFact TopUp(string dollars, string payment = "p1") =>
        new MovementFact.TopUpCredited(payment, "vnpay", Amount.Parse(dollars, Currency.Usd));

    public static MovementFact VoucherLot(
        string dollars, DateTimeOffset? until = null, string redemption = "r1", params string[] services) =>
        new MovementFact.VoucherGranted(
            redemption,
            "spring",
            Amount.Parse(dollars, Currency.Usd),
            Start,
            until,
            [.. services.Select(ServiceName.Parse)]);
}

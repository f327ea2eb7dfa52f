using System.Text.Json.Nodes;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>What finance does with payments by HTTP, through the VNPay sandbox.</summary>
[Collection(TopUpHost.OneAtATime)]
public sealed class FinanceTests(TopUpHost host)
{
    private static readonly JsonObject Part = new() { ["amount"] = "200000", ["currency"] = "VND" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_payment_is_sent_back_in_parts_and_no_more_than_was_paid()
    {
        var (buyer, id) = await Paid();

        var first = await Post(buyer, $"payments/{id}/refunds", Refund(Part), "part-1");
        var again = await Post(buyer, $"payments/{id}/refunds", Refund(Part), "part-1");
        var rest = await Post(buyer, $"payments/{id}/refunds", Refund(null), "rest-1");

        Assert.Equal("accepted", Text(first, "status"));
        Assert.Equal(Text(first, "refundId"), Text(again, "refundId"));
        Assert.Equal("300000", Text(rest["amount"]!, "amount"));
        Assert.Equal(0, await buyer.Credit(Stop));
        var payment = await Get(buyer, $"payments/{id}");
        Assert.Equal("refunded", Text(payment, "status"));
        var (status, code) = await Refused(buyer, $"payments/{id}/refunds", Refund(Part));
        Assert.Equal((422, "invalid"), (status, code));
    }

    [Theory]
    [InlineData("500")]
    [InlineData("500After")]
    public async Task A_refund_whose_answer_is_lost_is_held_and_ends_once(string failure)
    {
        var (buyer, id) = await Paid();
        await buyer.Order(new { nextCall = failure }, Stop);

        var pending = await Post(buyer, $"payments/{id}/refunds", Refund(Part), $"part-{failure}");

        Assert.Equal("pending", Text(pending, "status"));
        var balance = await Get(buyer, $"accounts/{buyer.Account}/balance", buyer.Token);
        Assert.Equal("200000", Text(balance["held"]!, "amount"));
        Assert.Equal("300000", Text(balance["available"]!, "amount"));

        var route = $"payments/{id}/refunds/{Text(pending, "refundId")}/outcome";
        var found = new JsonObject
        {
            ["outcome"] = "accepted", ["gatewayRefundId"] = "VNP-1", ["reason"] = "seen in VNPay's portal",
        };
        var settled = await Post(buyer, route, found, $"found-{failure}");
        found["gatewayRefundId"] = "VNP-2";
        Assert.Equal((409, "answered"), await Refused(buyer, route, found));
        Assert.Equal("accepted", Text(settled, "status"));
        Assert.Equal(300_000, await buyer.Credit(Stop));
    }

    [Fact]
    public async Task A_suspicious_payment_is_decided_by_a_person_once()
    {
        var buyer = await host.Buyer(Stop);
        await buyer.Order(new { outcome = "suspicious" }, Stop);
        var started = await buyer.Start(Stop);
        await buyer.Press(started, "pay", Stop);
        var id = Text(started, "topUpId");
        Assert.Equal("pending", await buyer.Shown(id, Stop));
        Assert.Equal(0, await buyer.Credit(Stop));

        var credited = await Post(buyer, $"payments/{id}/review", Decision("credit"), "decide-1");
        Assert.Equal(("success", "finance-1"), (Text(credited, "status"), Text(credited["review"]!, "by")));
        var (status, code) = await Refused(buyer, $"payments/{id}/review", Decision("reject"));

        Assert.Equal((409, "decided_before"), (status, code));
        Assert.Equal(Buyer.Dong, await buyer.Credit(Stop));
    }

    [Fact]
    public async Task What_the_gateway_said_can_be_read_and_replayed_without_effect()
    {
        var (buyer, id) = await Paid();

        var notices = await Get(buyer, "payment-notices?outcome=applied&limit=200");
        var mine = Assert.Single(notices["items"]!.AsArray(), it => it!["topUpId"]?.GetValue<string>() == id)!;
        var whole = await Get(buyer, $"payment-notices/{Text(mine, "noticeId")}");
        var replayed = await Post(buyer, $"payment-notices/{Text(mine, "noticeId")}/replay", [], "replay-1");

        Assert.Contains(id, Text(whole, "body"), StringComparison.Ordinal);
        Assert.Equal("repeated", Text(replayed, "outcome"));
        Assert.Equal(Buyer.Dong, await buyer.Credit(Stop));
    }

    [Theory]
    [InlineData("POST", "payments/nothing/refunds", """{"reason":"x"}""", 404, "not_found")]
    [InlineData("POST", "payments/nothing/review", """{"reason":"x","decision":"credit"}""", 404, "not_found")]
    [InlineData("POST", "payments/nothing/review", """{"reason":"x","decision":"perhaps"}""", 422, "invalid")]
    [InlineData("POST", "payments/nothing/review", """{"decision":"credit"}""", 422, "invalid")]
    [InlineData(
        "POST", "payments/nothing/refunds", """{"reason":"x","amount":{"amount":"1,5","currency":"VND"}}""", 422,
        "invalid")]
    [InlineData("POST", "payments/none/refunds/x/outcome", """{"outcome":"accepted","reason":"x"}""", 422, "invalid")]
    [InlineData("POST", "payments/none/refunds/x/outcome", """{"outcome":"refused","reason":"x"}""", 404, "not_found")]
    [InlineData("GET", "payment-notices?from=2026-01-01&to=2026-12-01", null, 422, "invalid")]
    [InlineData("GET", "payment-notices?from=0001-01-01&to=0001-01-02", null, 200, null)]
    [InlineData("GET", "payment-notices?outcome=odd", null, 422, "invalid")]
    [InlineData("GET", "payment-notices/none", null, 404, "not_found")]
    [InlineData("GET", "payment-alerts?limit=0", null, 422, "invalid")]
    public async Task Bad_input_is_named(string method, string route, string? body, int status, string? code)
    {
        var buyer = await host.Buyer(Stop);

        Assert.Equal((status, code), await buyer.Answer(new(method), route, await Finance(buyer), body, Stop));
    }

    [Theory]
    [InlineData("POST", "payments/x/refunds")]
    [InlineData("POST", "payments/x/review")]
    [InlineData("POST", "payments/x/refunds/y/outcome")]
    [InlineData("GET", "payments/x")]
    [InlineData("GET", "payment-notices")]
    [InlineData("GET", "payment-alerts")]
    public async Task Customers_are_kept_out(string method, string route)
    {
        var buyer = await host.Buyer(Stop);

        Assert.Equal(403, (await buyer.Answer(new(method), route, buyer.Token, "{}", Stop)).Status);
        Assert.Equal(401, (await buyer.Answer(new(method), route, null, "{}", Stop)).Status);
    }

    private async Task<(Buyer Buyer, string Id)> Paid()
    {
        var buyer = await host.Buyer(Stop);
        var started = await buyer.Start(Stop);
        await buyer.Press(started, "pay", Stop);
        Assert.Equal(Buyer.Dong, await buyer.Credit(Stop));
        return (buyer, Text(started, "topUpId"));
    }

    private static JsonObject Refund(JsonObject? amount) =>
        new() { ["reason"] = "asked for", ["amount"] = amount?.DeepClone() };

    private static JsonObject Decision(string what) => new() { ["decision"] = what, ["reason"] = "the bank says so" };

    private static Task<string> Finance(Buyer buyer) => buyer.Host.Api.Token("finance-1", "finance", null, Stop);

    private static async Task<JsonNode> Post(Buyer buyer, string route, JsonObject body, string key) =>
        (await buyer.Host.Api.Post(route, await Finance(buyer), body, $"{buyer.Account}-{key}", Stop))!;

    private static async Task<JsonNode> Get(Buyer buyer, string route, string? token = null) =>
        (await buyer.Host.Api.Get(route, token ?? await Finance(buyer), Stop))!;

    private static async Task<(int Status, string? Code)> Refused(Buyer buyer, string route, JsonObject body) =>
        await buyer.Answer(HttpMethod.Post, route, await Finance(buyer), body.ToJsonString(), Stop);

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}

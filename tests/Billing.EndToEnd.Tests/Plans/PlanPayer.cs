using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.EndToEnd.Tests.TopUps;

namespace Billing.EndToEnd.Tests.Plans;

/// <summary>A customer in dong with one confirmed plan that waits to be paid.</summary>
public sealed class PlanPayer
{
    private const string Name = "Paid month";
    private const string Total = "600000";
    private const string Terms = "2026-11";

    private readonly PlanHost _host;
    private readonly string _route;
    private readonly string _finance;

    private PlanPayer(PlanHost host, Buyer buyer, string plan, string finance) =>
        (_host, Buyer, Plan, _finance, _route) =
            (host, buyer, plan, finance, $"accounts/{buyer.Account}/plans/{plan}");

    public Buyer Buyer { get; }

    /// <summary>The plan's id.</summary>
    public string Plan { get; }

    /// <param name="price">All of it is paid before the plan begins.</param>
    public static async Task<PlanPayer> Confirmed(PlanHost host, string account, long price, CancellationToken stop)
    {
        var buyer = await Buyer.Create(host.App, account, Purchase.VnPay, stop);
        var terms = $$$"""
            {"name":"{{{Name}}}","services":["gpu"],"duration":{"unit":"month","count":1},
             "amount":{"amount":"{{{Total}}}","currency":"VND"},
             "payment":{"structure":"allUpfront","ways":["online","bankTransfer","balance"],
                        "price":{"amount":"{{{price}}}","currency":"VND"}
             }}
            """;
        var plan = await host.Offer(account, terms, stop);
        var yes = await host.Post(
            $"accounts/{account}/plans/{plan}/confirm", buyer.Token, """{"version":1,"acceptTerms":true}""", stop);
        Assert.Equal((200, "awaitingPayment"), (yes.Status, yes.Text("status")));
        return new(host, buyer, plan, await host.App.Api.Token("finance", "finance", null, stop));
    }

    /// <summary>Asks to pay the first instalment; whatever is answered.</summary>
    public Task<PlanAnswer> Pay(string method, string key, CancellationToken stop) => _host.Post(
        $"{_route}/payments", Buyer.Token,
        $$"""{"instalment":1,"method":"{{method}}","acceptTerms":true,"termsVersion":"{{Terms}}"}""", stop,
        $"{Buyer.Account}-{key}");

    /// <summary>A payment that waits for the customer.</summary>
    public async Task<JsonNode> Start(string method, CancellationToken stop)
    {
        var answer = await Pay(method, $"start-{method}", stop);
        Assert.True(answer.Status == 201, answer.Body?.ToJsonString());
        Assert.Equal(Plan, answer.Text("plan"));
        return answer.Body!;
    }

    /// <summary>Sends a gateway's notice; what we answer to it.</summary>
    public async Task<string> Notice(string query, CancellationToken stop)
    {
        var (status, body) = await RawGet.Send(_host.App.Address, $"/api/v1/webhooks/vnpay{query}", stop);
        Assert.True(status == 200, $"{status} {body}");
        return JsonDocument.Parse(body).RootElement.GetProperty("RspCode").GetString()!;
    }

    /// <summary>Finance records what came in at the bank under the reference of a payment.</summary>
    public async Task<string> Transfer(JsonNode started, string id, long dong, CancellationToken stop)
    {
        var came = new JsonObject
        {
            ["transactionId"] = id, ["receivedOn"] = "2026-01-15",
            ["amount"] = new JsonObject { ["amount"] = $"{dong}", ["currency"] = "VND" },
            ["remittance"] = $"{started["instructions"]!["reference"]}",
        };
        var answer = await _host.App.Api.Post("bank-transfers", _finance, came, $"{Ulid.NewUlid()}", stop);
        return $"{answer!["status"]} {answer["detail"]}";
    }

    /// <summary>Buys top-up credit of <see cref="Buyer.Dong"/>.</summary>
    public async Task Fund(CancellationToken stop)
    {
        await Buyer.Press(await Buyer.Start(stop), "pay", stop);
        Assert.Equal($"{Buyer.Dong}", await TopUp(stop));
    }

    public async Task<string> Status(CancellationToken stop) =>
        (await _host.Get(_route, Buyer.Token, stop)).Text("status");

    /// <summary>The top-up credit, as the balance shows it.</summary>
    public async Task<string> TopUp(CancellationToken stop) =>
        (await Balance(stop))["topUp"]!["amount"]!.GetValue<string>();

    public async Task<JsonArray> Payments(string query, CancellationToken stop) =>
        (await _host.Get($"accounts/{Buyer.Account}/payments{query}", Buyer.Token, stop)).Body!["items"]!.AsArray();

    public Task<string> Rows(CancellationToken stop) => Buyer.Rows(stop);

    public async Task ReceiptNamesPlan(string payment, CancellationToken stop)
    {
        var receipt = await _host.Get($"accounts/{Buyer.Account}/payments/{payment}/receipt", Buyer.Token, stop);
        Assert.True(receipt.Status == 200, receipt.Body?.ToJsonString());
        var part = receipt.Body!["for"]!;
        Assert.Equal((Plan, "1", Name), ($"{part["plan"]}", $"{part["instalment"]}", $"{part["name"]}"));
    }

    /// <summary>The plan is active by one payment, its whole cover is in the balance, and the books agree.</summary>
    /// <param name="topUp">What top-up credit there is beside it.</param>
    public async Task Paid(string topUp, CancellationToken stop)
    {
        var plan = (await _host.Get(_route, Buyer.Token, stop)).Body!;
        Assert.Equal("active", $"{plan["status"]}");
        Assert.True(Assert.Single(plan["instalments"]!.AsArray())!["isPaid"]!.GetValue<bool>());
        var balance = await Balance(stop);
        var cover = Assert.Single(balance["plans"]!.AsArray())!;
        Assert.Equal(($"plan:{Plan}:1", Total), ($"{cover["plan"]}", $"{cover["remaining"]!["amount"]}"));
        Assert.Equal(topUp, $"{balance["topUp"]!["amount"]}");
        var audit = await _host.Get($"accounts/{Buyer.Account}/audit", _finance, stop);
        Assert.True(audit.Body!["ok"]!.GetValue<bool>(), audit.Body.ToJsonString());
    }

    private async Task<JsonNode> Balance(CancellationToken stop) =>
        (await _host.Get($"accounts/{Buyer.Account}/balance", Buyer.Token, stop)).Body!;
}

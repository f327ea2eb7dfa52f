using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Billing.TopUps;
using Billing.TopUps.Inbox;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>An American buyer with a pending payment, and the notices that PayPal could send about it.</summary>
public sealed partial class PayPalWorld
{
    public const long Cents = 2_500;

    /// <summary>A host of certificates that is never there.</summary>
    public const string DeadHost = "http://localhost:9/sandbox/paypal";

    private const int PatienceTenths = 400;

    private static int _events;

    private PayPalWorld(Buyer buyer, JsonNode started, string order) =>
        (Buyer, Started, Order, Capture) = (buyer, started, order, $"CAP{order}");

    public static Purchase Purchase { get; } = new("US", "USD", "paypal", "25");

    public Buyer Buyer { get; }

    /// <summary>The answer of the confirmation.</summary>
    public JsonNode Started { get; }

    /// <summary>PayPal's id of the order.</summary>
    public string Order { get; }

    /// <summary>The id of a capture that only made-up notices know.</summary>
    public string Capture { get; }

    public string TopUp => Started["topUpId"]!.GetValue<string>();

    public static async Task<PayPalWorld> Open(
        TopUpHost host, CancellationToken stop, object? orders = null, Purchase? purchase = null)
    {
        var buyer = await host.Buyer(stop, purchase ?? Purchase);
        await buyer.Order(orders ?? new { }, stop);
        var started = await buyer.Start(stop);
        var id = started["topUpId"]!.GetValue<string>();
        return new(buyer, started, (await buyer.Inside(id, stop)).GatewayId!);
    }

    /// <summary>A new event of this moment.</summary>
    public static JsonObject Event(string type, JsonNode resource) => new()
    {
        ["id"] = $"WH-TEST{Interlocked.Increment(ref _events)}-{Ulid.NewUlid()}", ["event_version"] = "1.0",
        ["create_time"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ"), ["event_type"] = type,
        ["resource"] = resource,
    };

    /// <summary>News of the capture, which says what it is told to.</summary>
    public JsonObject Captured(string kind, JsonNode? value = null, string currency = "USD", string? capture = null) =>
        Event($"PAYMENT.CAPTURE.{kind}", CaptureBody(kind, value, currency, capture));

    public JsonObject Completed(string capture) => Event("CHECKOUT.ORDER.COMPLETED", new JsonObject
    {
        ["id"] = Order, ["status"] = "COMPLETED", ["purchase_units"] = new JsonArray(new JsonObject
        {
            ["custom_id"] = TopUp,
            ["payments"] = new JsonObject { ["captures"] = new JsonArray(CaptureBody(capture, null, "USD", null)) },
        }),
    });

    public JsonObject Approved() => Event("CHECKOUT.ORDER.APPROVED", new JsonObject
    {
        ["id"] = Order, ["status"] = "APPROVED",
        ["purchase_units"] = new JsonArray(new JsonObject { ["custom_id"] = TopUp }),
    });

    /// <summary>A refund names only its capture.</summary>
    public JsonObject Refunded(string refund, string value) => Event("PAYMENT.CAPTURE.REFUNDED", new JsonObject
    {
        ["id"] = refund, ["status"] = "COMPLETED", ["amount"] = Money(value, "USD"),
        ["links"] = new JsonArray(
            new JsonObject { ["rel"] = "up", ["href"] = $"https://api.paypal.com/v2/payments/captures/{Capture}" }),
    });

    public JsonObject Disputed(string type, string? outcome) => Event($"CUSTOMER.DISPUTE.{type}", new JsonObject
    {
        ["dispute_id"] = $"PP-D-{Order}", ["dispute_amount"] = Money("25.00", "USD"),
        ["dispute_outcome"] = outcome is null ? null : new JsonObject { ["outcome_code"] = outcome },
        ["disputed_transactions"] = new JsonArray(
            new JsonObject { ["seller_transaction_id"] = Capture, ["custom"] = TopUp }),
    });

    /// <summary>The status of the answer to an event that is signed as it should be.</summary>
    public async Task<int> Send(JsonObject body, CancellationToken stop)
    {
        var text = body.ToJsonString();
        return await Send(text, await Sign(text, stop), stop);
    }

    public async Task<int> Send(
        string body, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken stop,
        string? type = "application/json", string method = "POST")
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Parse(method), new Uri("api/v1/webhooks/paypal", UriKind.Relative));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (method != "GET") request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type is not null && request.Content is not null)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await Buyer.Host.Http.SendAsync(request, stop);
        return (int)answer.StatusCode;
    }

    /// <summary>The five headers of a notice with this body.</summary>
    public async Task<Dictionary<string, string>> Sign(string body, CancellationToken stop, string query = "")
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Buyer.Host.Http.PostAsync(Sandbox($"_ctl/sign{query}"), content, stop);
        var headers = JsonNode.Parse(await answer.Content.ReadAsStringAsync(stop))!.AsObject();
        return headers.ToDictionary(header => header.Key, header => header.Value!.GetValue<string>());
    }

    /// <summary>A control of the sandbox; where it sends a browser.</summary>
    public async Task<Uri?> Control(string pathAndQuery, CancellationToken stop)
    {
        using var answer = await Buyer.Host.Http.PostAsync(Sandbox($"_ctl/{pathAndQuery}"), content: null, stop);
        Assert.True((int)answer.StatusCode < 400, await answer.Content.ReadAsStringAsync(stop));
        return answer.Headers.Location;
    }

    public async Task<Uri> Approve(CancellationToken stop) => (await Control($"approve?token={Order}", stop))!;

    public async Task<int> Return(Uri back, CancellationToken stop)
    {
        using var answer = await Buyer.Host.Http.GetAsync(back, stop);
        return (int)answer.StatusCode;
    }

    /// <summary>The order as the sandbox knows it.</summary>
    public async Task<JsonNode> AtPayPal(CancellationToken stop)
    {
        var log = JsonNode.Parse(await Buyer.Host.Http.GetStringAsync(Sandbox("_log"), stop))!;
        return log["orders"]!.AsArray().Single(order => order!["id"]!.GetValue<string>() == Order)!;
    }

    /// <summary>The id of the capture that the sandbox made; null until it did.</summary>
    public async Task<string?> RealCapture(CancellationToken stop) =>
        (await AtPayPal(stop))["capture"]?["id"]?.GetValue<string>();

    /// <summary>What became of an event; null if it was never kept.</summary>
    public async Task<string?> Outcome(JsonObject sent, CancellationToken stop)
    {
        var at = DateTimeOffset.Parse(sent["create_time"]!.GetValue<string>());
        var key = NoticeKey.Of(PayMethod.PayPal, new($"{sent["id"]}", $"{sent["event_type"]}", at));
        var inbox = new InboxTable(new TableServiceClient(Buyer.Host.StorageConnection));
        return (await inbox.Find(key, stop))?.Outcome.ToString();
    }

    public async Task<TopUpStatus> Status(CancellationToken stop) => (await Buyer.Inside(TopUp, stop)).Status;

    /// <summary>Waits for a state, and for the credit that goes with it.</summary>
    public async Task Becomes(TopUpStatus status, long cents, CancellationToken stop)
    {
        for (var waited = 0; waited < PatienceTenths && await Status(stop) != status; waited++)
            await Task.Delay(100, stop);
        Assert.Equal(status, await Status(stop));
        Assert.Equal(cents, await Buyer.Credit(stop));
    }

    /// <summary>A poll is due now, as time would have it.</summary>
    public async Task Poll(CancellationToken stop) =>
        await new PollTable(new TableServiceClient(Buyer.Host.StorageConnection))
            .Schedule(DuePoll.Soon(await Buyer.Inside(TopUp, stop), TimeProvider.System.GetUtcNow()), stop);

    private static Uri Sandbox(string path) => new($"sandbox/paypal/{path}", UriKind.Relative);

    private static JsonObject Money(JsonNode value, string currency) =>
        new() { ["currency_code"] = currency, ["value"] = value };

    private JsonObject CaptureBody(string status, JsonNode? value, string currency, string? capture) => new()
    {
        ["id"] = capture ?? Capture, ["status"] = status, ["custom_id"] = TopUp,
        ["amount"] = Money(value ?? "25.00", currency), ["status_details"] = new JsonObject { ["reason"] = "ECHECK" },
        ["supplementary_data"] = new JsonObject { ["related_ids"] = new JsonObject { ["order_id"] = Order } },
    };
}

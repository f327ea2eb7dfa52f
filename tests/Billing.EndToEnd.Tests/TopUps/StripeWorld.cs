using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Inbox;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>A Japanese buyer with a pending payment, and the notices that Stripe could send about it.</summary>
public sealed class StripeWorld
{
    public const string Key = "sk_test_of-the-development-host";
    public const string Secret = "whsec_of-the-development-host";
    public const long Yen = 3_000;

    private static int _events;

    private StripeWorld(Buyer buyer, JsonNode started, string session) =>
        (Buyer, Started, Session) = (buyer, started, session);

    public Buyer Buyer { get; }

    /// <summary>The answer of the confirmation.</summary>
    public JsonNode Started { get; }

    /// <summary>Stripe's id of the session.</summary>
    public string Session { get; }

    public string TopUp => Id(Started);

    /// <summary>Stripe's id of the payment of the session.</summary>
    public string Intent => $"pi_{Tail}";

    public string Charge => $"ch_{Tail}";

    private string Tail => Session[(Session.LastIndexOf('_') + 1)..];

    public static Purchase Purchase { get; } = new("JP", "JPY", "stripe", $"{Yen}");

    public static Task<Buyer> NewBuyer(TopUpHost host, CancellationToken stop) => host.Buyer(stop, Purchase);

    public static async Task<StripeWorld> Open(TopUpHost host, CancellationToken stop) =>
        await Open(await NewBuyer(host, stop), stop);

    public static async Task<StripeWorld> Open(Buyer buyer, CancellationToken stop)
    {
        var started = await buyer.Start(stop);
        return new(buyer, started, (await buyer.Inside(Id(started), stop)).GatewayId!);
    }

    /// <summary>A session that was paid, as its event carries it.</summary>
    public JsonObject PaidSession() => new()
    {
        ["id"] = Session, ["object"] = "checkout.session", ["amount_total"] = Yen, ["currency"] = "jpy",
        ["client_reference_id"] = TopUp, ["livemode"] = false, ["metadata"] = Metadata(),
        ["payment_intent"] = Intent, ["payment_status"] = "paid", ["status"] = "complete",
    };

    public JsonObject PaidIntent() => new()
    {
        ["id"] = Intent, ["object"] = "payment_intent", ["amount"] = Yen, ["amount_received"] = Yen,
        ["currency"] = "jpy", ["latest_charge"] = Charge, ["status"] = "succeeded", ["metadata"] = Metadata(),
    };

    /// <param name="refunded">All that was refunded so far.</param>
    public JsonObject RefundedCharge(long refunded) => new()
    {
        ["id"] = Charge, ["object"] = "charge", ["amount"] = Yen, ["amount_refunded"] = refunded,
        ["currency"] = "jpy", ["payment_intent"] = Intent, ["metadata"] = Metadata(),
    };

    public JsonObject Dispute(string status) => new()
    {
        ["id"] = $"du_{Tail}", ["object"] = "dispute", ["amount"] = Yen, ["currency"] = "jpy",
        ["charge"] = Charge, ["payment_intent"] = Intent, ["status"] = status,
    };

    /// <summary>A new event of this moment.</summary>
    public static JsonObject Event(string type, JsonObject about) => new()
    {
        ["id"] = $"evt_test{Interlocked.Increment(ref _events)}", ["object"] = "event",
        ["api_version"] = "2026-10-28.endive", ["created"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
        ["livemode"] = false, ["type"] = type, ["data"] = new JsonObject { ["object"] = about },
    };

    public JsonObject Completed() => Event("checkout.session.completed", PaidSession());

    public static string Sign(byte[] body, string time, string secret = Secret) => Convert.ToHexStringLower(
        HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"{time}."), .. body]));

    public static string Now(long offset = 0) => $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + offset}";

    public static string Header(byte[] body)
    {
        var time = Now();
        return $"t={time},v1={Sign(body, time)}";
    }

    /// <summary>The status of the answer to a signed event.</summary>
    public Task<int> Send(JsonObject body, CancellationToken stop)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        return Send(bytes, Header(bytes), stop);
    }

    public async Task<int> Send(
        byte[] body, string? header, CancellationToken stop, string? type = "application/json", string method = "POST")
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Parse(method), new Uri("api/v1/webhooks/stripe", UriKind.Relative));
        if (header is not null) request.Headers.TryAddWithoutValidation("Stripe-Signature", header);
        if (method != "GET") request.Content = new ByteArrayContent(body);
        if (type is not null && request.Content is not null)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await Buyer.Host.Http.SendAsync(request, stop);
        return (int)answer.StatusCode;
    }

    /// <summary>What became of an event; null if it was never kept.</summary>
    public async Task<string?> Outcome(JsonObject sent, CancellationToken stop)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(sent["created"]!.GetValue<long>());
        var key = NoticeKey.Of(PayMethod.Stripe, new($"{sent["id"]}", $"{sent["type"]}", at));
        var inbox = new InboxTable(new TableServiceClient(Buyer.Host.StorageConnection));
        return (await inbox.Find(key, stop))?.Outcome.ToString();
    }

    /// <summary>A control of the sandbox; the status of its answer.</summary>
    public async Task<int> Control(string pathAndQuery, CancellationToken stop)
    {
        using var answer = await Buyer.Host.Http.PostAsync(
            new Uri($"sandbox/stripe/_ctl/{pathAndQuery}", UriKind.Relative), content: null, stop);
        return (int)answer.StatusCode;
    }

    public async Task<string> Status(CancellationToken stop) => (await Buyer.Inside(TopUp, stop)).Status.ToString();

    public static string Id(JsonNode started) => started["topUpId"]!.GetValue<string>();

    private JsonObject Metadata() => new() { ["topup_id"] = TopUp };
}

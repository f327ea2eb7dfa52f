using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Billing.LocalHost.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.LocalHost.Tests.Sandbox.Stripe;

/// <summary>A host whose merchant writes down the notices that it gets, and answers as it is told.</summary>
internal sealed class StripeSandboxHost : IAsyncDisposable
{
    public const string Key = "sk_test_sandbox";
    public const string Secret = "whsec_sandbox";
    public const string Back = "http://localhost/back?session={CHECKOUT_SESSION_ID}";

    private readonly TestHost _host;

    private StripeSandboxHost(TestHost host, StripeNoticeBox box) => (_host, Box) = (host, box);

    public StripeNoticeBox Box { get; }

    public HttpClient Http => _host.Http;

    public static async Task<StripeSandboxHost> Start(Azurite azurite)
    {
        var box = new StripeNoticeBox();
        var host = await TestHost.StartAsync(
            new(azurite.ConnectionString)
            {
                Settings = new Dictionary<string, string?>
                {
                    ["Stripe__ApiKey"] = Key, ["Stripe__WebhookSecrets"] = Secret,
                    ["LocalHost__DataFolder"] = Directory.CreateTempSubdirectory("billing-stripe-").FullName,
                },
                Configure = builder => builder.Services.AddSingleton(box),
            },
            typeof(StripeMerchantFunction));
        return new(host, box);
    }

    public static Dictionary<string, string> Order() => new()
    {
        ["mode"] = "payment", ["success_url"] = Back, ["client_reference_id"] = "REF1",
        ["metadata[topup_id]"] = "REF1", ["payment_intent_data[metadata][topup_id]"] = "REF1",
        ["allowed_payment_method_types[0]"] = "card", ["adaptive_pricing[enabled]"] = "false",
        ["line_items[0][quantity]"] = "1", ["line_items[0][price_data][currency]"] = "jpy",
        ["line_items[0][price_data][unit_amount]"] = "3000",
        ["line_items[0][price_data][product_data][name]"] = "Credit",
    };

    /// <summary>A call of the API; its status and what it answered.</summary>
    public async Task<(int Status, JsonObject Body)> Call(
        string path, Dictionary<string, string>? form = null, string? idempotencyKey = null, string key = Key)
    {
        var stop = TestContext.Current.CancellationToken;
        var method = form is null ? HttpMethod.Get : HttpMethod.Post;
        using var request = new HttpRequestMessage(method, $"/sandbox/stripe{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        if (form is not null) request.Content = new FormUrlEncodedContent(form);
        using var answer = await Http.SendAsync(request, stop);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(stop))!.AsObject());
    }

    public async Task<string> NewSession() => (await Call("/v1/checkout/sessions", Order())).Body["id"]!.ToString();

    public async Task<JsonObject> Session(string id) =>
        (await Call($"/v1/checkout/sessions/{id}?expand[0]=payment_intent")).Body;

    /// <summary>Gives an order to the sandbox; the status of its answer.</summary>
    public async Task<int> Control(string path, string body = "{}")
    {
        using var content = new StringContent(body);
        using var answer = await Http.PostAsync(
            new Uri($"/sandbox/stripe/_ctl{path}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}

/// <summary>The notices that came, and what the next ones are answered with.</summary>
public sealed class StripeNoticeBox
{
    public ConcurrentQueue<(string Signature, string Body)> Notices { get; } = new();

    /// <summary>Statuses of the next answers; 200 when it is empty.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    public IEnumerable<string> Types => Notices.Select(notice => JsonNode.Parse(notice.Body)!["type"]!.ToString());
}

/// <summary>The merchant's webhook.</summary>
public sealed class StripeMerchantFunction(StripeNoticeBox box)
{
    [Function("TakeStripeNotice")]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/stripe")] HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        box.Notices.Enqueue((request.Headers["Stripe-Signature"].ToString(), await reader.ReadToEndAsync()));
        return new StatusCodeResult(box.Answers.TryDequeue(out var status) ? status : 200);
    }
}

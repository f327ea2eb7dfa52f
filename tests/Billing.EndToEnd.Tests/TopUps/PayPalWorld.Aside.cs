using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>What happens beside the payment: a capture that the app does not hear of, and usage.</summary>
public sealed partial class PayPalWorld
{
    private const string Client = "sandbox-client:sandbox-only-client-secret-of-the-development-host";

    /// <summary>Captures the approved order as if the app had done it and died; the capture's id.</summary>
    public async Task<string> CaptureAside(CancellationToken stop)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, Sandbox("v1/oauth2/token"))
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
        };
        ask.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Client)));
        var token = (await Answer(ask, stop))["access_token"]!.GetValue<string>();

        using var capture = new HttpRequestMessage(HttpMethod.Post, Sandbox($"v2/checkout/orders/{Order}/capture"))
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
        };
        capture.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        capture.Headers.Add("PayPal-Request-Id", $"topup-{TopUp}-cap");
        await Answer(capture, stop);
        return (await RealCapture(stop))!;
    }

    /// <summary>Reports usage of so many dollars.</summary>
    public async Task Spend(int dollars, CancellationToken stop)
    {
        var api = Buyer.Host.Api;
        var admin = await api.Token("admin", "admin", account: null, stop);
        var version = new JsonObject
        {
            ["validFrom"] = "2026-01-01T00:00:00Z",
            ["description"] = "Dollars",
            ["prices"] = new JsonArray(new JsonObject { ["model"] = "perUnit", ["price"] = "1", ["per"] = "1" }),
        };
        await api.Post("rate-cards/model-hub/dollars/USD/versions", admin, version, "paypal-price", stop);
        var used = new JsonObject
        {
            ["specversion"] = "1.0", ["id"] = $"use-{TopUp}", ["source"] = "paypal-tests", ["type"] = "ai.usage",
            ["subject"] = Buyer.Account.Value, ["time"] = TimeProvider.System.GetUtcNow().ToString("O"),
            ["data"] = new JsonObject
            {
                ["service"] = "model-hub", ["meter"] = "dollars", ["quantity"] = $"{dollars}",
                ["description"] = "Dollars",
            },
        };
        var service = await api.Token("model-hub", "service", account: null, stop);
        await api.ReportUsage(Encoding.UTF8.GetBytes(new JsonArray(used).ToJsonString()), service, stop);
        for (var waited = 0; waited < PatienceTenths && await Buyer.Credit(stop) == Cents; waited++)
            await Task.Delay(100, stop);
    }

    private async Task<JsonNode> Answer(HttpRequestMessage request, CancellationToken stop)
    {
        using var answer = await Buyer.Host.Http.SendAsync(request, stop);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(stop))!;
    }
}

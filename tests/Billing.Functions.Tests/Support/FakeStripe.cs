using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Billing.TopUps.Gateways.Stripe;

namespace Billing.Functions.Tests.Support;

/// <summary>Answers calls of Stripe's API with what it is told, and remembers what was asked.</summary>
public sealed class FakeStripe : HttpMessageHandler
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    /// <summary>What was asked: method, path, key, and the form as it was sent.</summary>
    public ConcurrentQueue<(string Call, string? Key, string Form)> Calls { get; } = new();

    /// <summary>One answer for each call; the last one for all further ones.</summary>
    public Func<HttpResponseMessage> Answer { get; set; } = () => Json(HttpStatusCode.OK, new());

    /// <summary>The refunds that are known of any payment; null to answer for them as for all else.</summary>
    public JsonArray? Refunds { get; set; }

    public StripeGateway Gateway => new(
        StripeModule.Client(new HttpClient(this, disposeHandler: false), SomeStripe.Account), SomeStripe.Account);

    public static HttpResponseMessage Json(HttpStatusCode status, JsonObject body) =>
        new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Error(HttpStatusCode status, string type, string? code = null) =>
        Json(status, new() { ["error"] = new JsonObject { ["type"] = type, ["code"] = code, ["message"] = "no" } });

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var key = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null;
        Calls.Enqueue(($"{request.Method} {request.RequestUri!.PathAndQuery}", key, form));
        var isList = request.Method == HttpMethod.Get && request.RequestUri.AbsolutePath.EndsWith("/refunds", Ordinal);
        return isList && Refunds is not null
            ? Json(HttpStatusCode.OK, new() { ["object"] = "list", ["data"] = Refunds.DeepClone() })
            : Answer();
    }
}

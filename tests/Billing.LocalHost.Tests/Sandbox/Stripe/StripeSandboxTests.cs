using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Billing.LocalHost.Sandbox.Stripe;
using Billing.LocalHost.Tests.Support;

namespace Billing.LocalHost.Tests.Sandbox.Stripe;

public sealed class StripeSandboxTests(Azurite azurite)
{
    private const string Sessions = "/v1/checkout/sessions";

    [Fact]
    public async Task The_same_key_is_the_same_session_and_with_another_body_an_error()
    {
        await using var host = await StripeSandboxHost.Start(azurite);
        var order = StripeSandboxHost.Order();

        var (_, first) = await host.Call(Sessions, order, "key-1");
        var (_, again) = await host.Call(Sessions, order, "key-1");
        order["line_items[0][price_data][unit_amount]"] = "5000";
        var (status, other) = await host.Call(Sessions, order, "key-1");

        Assert.Equal(first["id"]!.ToString(), again["id"]!.ToString());
        Assert.Equal(3000, first["amount_total"]!.GetValue<long>());
        Assert.Equal((400, "idempotency_error"), (status, other["error"]!["type"]!.ToString()));
    }

    [Theory]
    [InlineData("line_items[0][price_data][unit_amount]", "49", "amount_too_small")]
    [InlineData("line_items[0][price_data][unit_amount]", "100000000", "amount_too_large")]
    [InlineData("line_items[0][price_data][unit_amount]", "30.5", "parameter_invalid_integer")]
    [InlineData("payment_method_types[0]", "card", "payment_method_types_no_longer_supported")]
    [InlineData("success_uri", "http://x", "parameter_unknown")]
    [InlineData("success_url", "javascript:1", "url_invalid")]
    [InlineData("expires_at", "1", "parameter_invalid_integer")]
    public async Task A_wrong_order_is_refused_and_its_key_stays_free(string name, string value, string code)
    {
        await using var host = await StripeSandboxHost.Start(azurite);
        var order = StripeSandboxHost.Order();
        order[name] = value;

        var (status, body) = await host.Call(Sessions, order, "key-2");

        Assert.Equal((400, code), (status, body["error"]!["code"]!.ToString()));
        Assert.Equal(200, (await host.Call(Sessions, StripeSandboxHost.Order(), "key-2")).Status);
        Assert.Equal(401, (await host.Call(Sessions, StripeSandboxHost.Order(), key: "sk_other")).Status);
    }

    [Fact]
    public async Task Pay_on_the_page_settles_tells_and_sends_the_browser_back()
    {
        await using var host = await StripeSandboxHost.Start(azurite);
        var id = await host.NewSession();

        var (declined, page) = await Press(host, id, "decline");
        var (paid, back) = await Press(host, id, "pay");
        var (over, _) = await Press(host, id, "pay");

        Assert.Equal((HttpStatusCode.OK, true), (declined, page.Contains("declined", StringComparison.Ordinal)));
        Assert.Equal((HttpStatusCode.Redirect, $"http://localhost/back?session={id}"), (paid, back));
        Assert.Equal(HttpStatusCode.Gone, over);
        Assert.Equal(
            ["payment_intent.payment_failed", "payment_intent.succeeded", "checkout.session.completed"],
            host.Box.Types);
        var session = await host.Session(id);
        Assert.Equal("complete paid succeeded", string.Join(
            ' ', session["status"], session["payment_status"], session["payment_intent"]!["status"]));
        Assert.Equal("REF1", session["payment_intent"]!["metadata"]!["topup_id"]!.ToString());
    }

    [Fact]
    public async Task A_notice_is_signed_and_sent_again_until_it_is_taken()
    {
        await using var host = await StripeSandboxHost.Start(azurite);
        foreach (var status in (int[])[500, 500, 400]) host.Box.Answers.Enqueue(status);
        await host.Control("", """{"noticeIntervalMilliseconds":50}""");

        await host.Control($"/pay?session={await host.NewSession()}");
        await TestHost.EventuallyAsync(() => host.Box.Notices.Count == 5);

        foreach (var (signature, body) in host.Box.Notices)
        {
            var digits = signature[2..signature.IndexOf(',', StringComparison.Ordinal)];
            var time = long.Parse(digits, CultureInfo.InvariantCulture);
            Assert.Equal(
                StripeStamp.Header([StripeSandboxHost.Secret], time, Encoding.UTF8.GetBytes(body)), signature);
        }

        Assert.Equal(2, host.Box.Notices.DistinctBy(notice => JsonNode.Parse(notice.Body)!["id"]!.ToString()).Count());
    }

    [Fact]
    public async Task Notices_are_spoilt_copied_turned_round_and_dropped_as_ordered()
    {
        await using var host = await StripeSandboxHost.Start(azurite);
        await host.Control("", """
            {"notice":{"copies":2,"reorder":true,"wrongAmount":true,"wrongCurrency":true,"corruptSignature":true}}
            """);
        await host.Control($"/pay?session={await host.NewSession()}");
        var spoilt = host.Box.Notices.ToArray();
        await host.Control("", """{"notice":{"drop":true}}""");
        await host.Control($"/pay?session={await host.NewSession()}");

        Assert.Equal(4, host.Box.Notices.Count);
        var first = JsonNode.Parse(spoilt[0].Body)!;
        Assert.Equal("checkout.session.completed", first["type"]!.ToString());
        Assert.Equal((300000, "usd"), (
            first["data"]!["object"]!["amount_total"]!.GetValue<long>(),
            first["data"]!["object"]!["currency"]!.ToString()));
        var (_, missed) = await host.Call("/v1/events?delivery_success=false&types[0]=payment_intent.succeeded");
        var (_, told) = await host.Call("/v1/events?delivery_success=true&limit=1");
        Assert.Single(missed["data"]!.AsArray());
        Assert.Equal((1, true), (told["data"]!.AsArray().Count, told["has_more"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("500", 500)]
    [InlineData("429", 429)]
    public async Task A_call_fails_before_or_after_it_took_effect(string failure, int status)
    {
        await using var host = await StripeSandboxHost.Start(azurite);
        await host.Control("", $$$"""{"nextCall":{"failure":"{{{failure}}}","call":"create"}}""");
        Assert.Equal(status, (await host.Call(Sessions, StripeSandboxHost.Order(), "early")).Status);
        Assert.Equal(200, (await host.Call(Sessions, StripeSandboxHost.Order(), "early")).Status);

        await host.Control("", $$$"""{"nextCall":{"failure":"{{{failure}}}","call":"create","tookEffect":true}}""");
        Assert.Equal(status, (await host.Call(Sessions, StripeSandboxHost.Order(), "late")).Status);
        Assert.Equal(
            failure == "500" ? 500 : 200, (await host.Call(Sessions, StripeSandboxHost.Order(), "late")).Status);
    }

    [Fact]
    public async Task A_broken_connection_may_have_made_the_session()
    {
        await using var host = await StripeSandboxHost.Start(azurite);
        await host.Control("", """{"nextCall":{"failure":"reset","tookEffect":true}}""");

        await Assert.ThrowsAnyAsync<Exception>(() => host.Call(Sessions, StripeSandboxHost.Order(), "key"));

        Assert.Equal(200, (await host.Call(Sessions, StripeSandboxHost.Order(), "key")).Status);
    }

    private static async Task<(HttpStatusCode Status, string Answer)> Press(
        StripeSandboxHost host, string id, string action)
    {
        var stop = TestContext.Current.CancellationToken;
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = host.Http.BaseAddress };
        using var form = new FormUrlEncodedContent([new("action", action)]);
        using var answer =
            await browser.PostAsync(new Uri($"/sandbox/stripe/c/pay/{id}", UriKind.Relative), form, stop);
        return (answer.StatusCode,
            answer.Headers.Location?.ToString() ?? await answer.Content.ReadAsStringAsync(stop));
    }
}

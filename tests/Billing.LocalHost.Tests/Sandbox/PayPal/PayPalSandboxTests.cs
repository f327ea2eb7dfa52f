using System.Net;
using System.Text.Json.Nodes;
using Billing.LocalHost.Tests.Support;

namespace Billing.LocalHost.Tests.Sandbox.PayPal;

public sealed class PayPalSandboxTests(Azurite azurite)
{
    [Fact]
    public async Task Nothing_is_told_without_a_token_that_still_holds()
    {
        await using var api = await PayPalApi.Start(azurite.ConnectionString);

        Assert.Equal(HttpStatusCode.Unauthorized, (await api.Token("wrong")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await api.Get("v2/checkout/orders/NONE")).Status);
        await api.Post("_ctl", """{"tokenSeconds":1}""");
        var (status, body) = await api.Token();
        Assert.Equal((HttpStatusCode.OK, 1), (status, body!["expires_in"]!.GetValue<int>()));
        await api.Post("_ctl", """{"failure":{"kind":"401"}}""");
        Assert.Equal(HttpStatusCode.Unauthorized, (await api.Get("v2/checkout/orders/NONE")).Status);
    }

    [Fact]
    public async Task An_order_is_created_once_and_strictly()
    {
        await using var api = await PayPalApi.Start(azurite.ConnectionString);
        var id = await api.Create("I1");

        var again = await api.Post("v2/checkout/orders", api.Order("I1"), "topup-I1");
        Assert.Equal((HttpStatusCode.OK, id), (again.Status, again.Body!["id"]!.GetValue<string>()));
        Assert.Equal("DUPLICATE_INVOICE_ID", await Issue(api, "I1", "USD", "25.00"));
        Assert.Equal("DECIMALS_NOT_SUPPORTED", await Issue(api, "I2", "JPY", "3000.00"));
        Assert.Equal("DECIMAL_PRECISION", await Issue(api, "I3", "USD", "25.001"));
        Assert.Equal("CURRENCY_NOT_SUPPORTED", await Issue(api, "I4", "VND", "500000"));
        Assert.Equal("CANNOT_BE_ZERO_OR_NEGATIVE", await Issue(api, "I5", "USD", "0.00"));
        Assert.Equal(
            HttpStatusCode.BadRequest, (await api.Post("v2/checkout/orders", "{}", "topup-I6")).Status);
    }

    [Fact]
    public async Task An_order_is_captured_once_after_it_was_approved()
    {
        await using var api = await PayPalApi.Start(azurite.ConnectionString);
        var id = await api.Create("I1");
        var capture = $"v2/checkout/orders/{id}/capture";
        Assert.Equal("ORDER_NOT_APPROVED", IssueOf((await api.Post(capture, "{}", "cap")).Body));

        using var back = await api.Press($"_ctl/approve?token={id}");
        Assert.Equal(new Uri($"http://back/?topUp=1&token={id}&PayerID=SANDBOXPAYER1"), back.Headers.Location);
        var first = await api.Post(capture, "{}", "cap");
        var again = await api.Post(capture, "{}", "cap");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, again.Status));
        Assert.Equal(CaptureOf(first.Body)["id"]!.ToString(), CaptureOf(again.Body)["id"]!.ToString());
        Assert.Equal("COMPLETED", CaptureOf(first.Body)["status"]!.ToString());
        Assert.Equal("ORDER_ALREADY_CAPTURED", IssueOf((await api.Post(capture, "{}", "other")).Body));
        using var late = await api.Press($"_ctl/cancel?token={id}");
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
    }

    [Theory]
    [InlineData("PENDING")]
    [InlineData("DECLINED")]
    public async Task The_outcome_of_a_capture_can_be_ordered(string outcome)
    {
        await using var api = await PayPalApi.Start(azurite.ConnectionString);
        var id = await api.Create("I1");
        await api.Post("_ctl", $$$"""{"capture":{"outcome":"{{{outcome}}}","value":"24.00"}}""");
        using var _ = await api.Press($"_ctl/approve?token={id}");

        var captured = CaptureOf((await api.Post($"v2/checkout/orders/{id}/capture", "{}", "cap")).Body);

        Assert.Equal((outcome, "24.00"), (captured["status"]!.ToString(), captured["amount"]!["value"]!.ToString()));
        using var settled = await api.Press($"_ctl/settle?capture={captured["id"]}&status=COMPLETED");
        Assert.Equal(outcome == "PENDING" ? HttpStatusCode.OK : HttpStatusCode.Conflict, settled.StatusCode);
    }

    [Fact]
    public async Task A_declined_instrument_leaves_the_order_to_be_approved_again()
    {
        await using var api = await PayPalApi.Start(azurite.ConnectionString);
        var id = await api.Create("I1");
        await api.Post("_ctl", """{"capture":{"outcome":"INSTRUMENT_DECLINED"}}""");
        using var first = await api.Press($"_ctl/approve?token={id}");
        Assert.Equal(
            "INSTRUMENT_DECLINED", IssueOf((await api.Post($"v2/checkout/orders/{id}/capture", "{}", "c")).Body));

        using var second = await api.Press($"_ctl/approve?token={id}");
        var captured = await api.Post($"v2/checkout/orders/{id}/capture", "{}", "c");

        Assert.Equal("COMPLETED", CaptureOf(captured.Body)["status"]!.ToString());
    }

    [Fact]
    public async Task A_capture_is_refunded_once_per_request_and_never_beyond_itself()
    {
        await using var api = await PayPalApi.Start(azurite.ConnectionString);
        var id = await api.Create("I1");
        using var _ = await api.Press($"_ctl/approve?token={id}");
        var capture = CaptureOf((await api.Post($"v2/checkout/orders/{id}/capture", "{}", "c")).Body)["id"]!;
        var route = $"v2/payments/captures/{capture}/refund";
        const string Part = """{"amount":{"currency_code":"USD","value":"10.00"}}""";

        var first = await api.Post(route, Part, "r1");
        var again = await api.Post(route, Part, "r1");
        var over = await api.Post(route, """{"amount":{"currency_code":"USD","value":"15.01"}}""", "r2");
        var rest = await api.Post(route, "{}", "r3");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, again.Status));
        Assert.Equal(first.Body!["id"]!.ToString(), again.Body!["id"]!.ToString());
        Assert.Equal("REFUND_AMOUNT_EXCEEDED", IssueOf(over.Body));
        Assert.Equal("15.00", rest.Body!["amount"]!["value"]!.ToString());
        Assert.Equal("REFUNDED", (await api.Get($"v2/payments/captures/{capture}")).Body!["status"]!.ToString());
        var kept = await api.Get($"v2/payments/refunds/{first.Body!["id"]}");
        Assert.EndsWith($"/captures/{capture}", kept.Body!["links"]![1]!["href"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("429")]
    [InlineData("reset")]
    [InlineData("cut")]
    public async Task A_call_can_fail_after_it_took_effect(string kind)
    {
        await using var api = await PayPalApi.Start(azurite.ConnectionString);
        await api.Post("_ctl", $$$"""{"failure":{"kind":"{{{kind}}}","call":"create","after":true}}""");

        var failed = await Record.ExceptionAsync(async () =>
            Assert.NotEqual(HttpStatusCode.Created,
                (await api.Post("v2/checkout/orders", api.Order("I1"), "topup-I1")).Status));

        Assert.Equal(kind is "reset" or "cut", failed is HttpRequestException);
        var again = await api.Post("v2/checkout/orders", api.Order("I1"), "topup-I1");
        Assert.Equal(HttpStatusCode.OK, again.Status);
    }

    [Fact]
    public async Task The_question_about_a_signature_is_answered_from_the_bytes_of_the_event()
    {
        await using var api = await PayPalApi.Start(azurite.ConnectionString);
        const string Event = """{"id" : "WH-1","amount":"25.00"}""";
        var headers = (await api.Post("_ctl/sign", Event)).Body!;

        Assert.Equal("SUCCESS", await Verify(api, headers, Event));
        Assert.Equal("FAILURE", await Verify(api, headers, Event.Replace(" ", "", StringComparison.Ordinal)));
        var other = (await api.Post("_ctl/sign?webhookId=OTHER", Event)).Body!;
        Assert.Equal("FAILURE", await Verify(api, other, Event));
    }

    private static async Task<string> Verify(PayPalApi api, JsonNode headers, string raw)
    {
        var question =
            $$"""
            {"auth_algo":"SHA256withRSA","cert_url":"{{headers["PAYPAL-CERT-URL"]}}","webhook_id":"WH1",
             "transmission_id":"{{headers["PAYPAL-TRANSMISSION-ID"]}}",
             "transmission_sig":"{{headers["PAYPAL-TRANSMISSION-SIG"]}}",
             "transmission_time":"{{headers["PAYPAL-TRANSMISSION-TIME"]}}","webhook_event":{{raw}}}
            """;
        var answer = await api.Post("v1/notifications/verify-webhook-signature", question);
        return answer.Body!["verification_status"]!.ToString();
    }

    private static async Task<string> Issue(PayPalApi api, string invoice, string currency, string value) => IssueOf(
        (await api.Post("v2/checkout/orders", api.Order(invoice, currency, value), $"again-{invoice}")).Body);

    private static string IssueOf(JsonNode? body) => body!["details"]![0]!["issue"]!.ToString();

    private static JsonNode CaptureOf(JsonNode? body) => body!["purchase_units"]![0]!["payments"]!["captures"]![0]!;
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>
/// Who may do what with top-ups, and how bad requests are answered, over HTTP against the running app.
/// </summary>
[Collection(TopUpHost.OneAtATime)]
public sealed class TopUpRequestTests(TopUpHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anybody_may_see_what_a_country_offers()
    {
        var buyer = await host.Buyer(Stop);
        var api = buyer.Host.Http;

        var options = await api.GetFromJsonAsync<JsonNode>("api/v1/countries/VN/payment-options", Stop);

        Assert.Equal("500000", options!["currencies"]![0]!["minimum"]!["amount"]!.GetValue<string>());
        Assert.Equal("vnpay", options["methods"]![0]!["method"]!.GetValue<string>());
        Assert.Contains("JCB", options["methods"]![0]!["brands"]!.AsArray().Select(brand => brand!.GetValue<string>()));
        using var nowhere = await api.GetAsync(new Uri("api/v1/countries/XX/payment-options", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Fact]
    public async Task A_top_up_is_its_owners()
    {
        var owner = await host.Buyer(Stop);
        var other = await host.Buyer(Stop);
        var id = await owner.StartId(Stop);
        var route = $"accounts/{owner.Account}/top-ups";

        Assert.Equal((401, "unauthenticated"), await owner.Answer(HttpMethod.Get, $"{route}/{id}", null, null, Stop));
        Assert.Equal((404, "not_found"), await other.Answer(HttpMethod.Get, $"{route}/{id}", other.Token, null, Stop));
        Assert.Equal((404, "not_found"), await other.Answer(HttpMethod.Post, route, other.Token, "{}", Stop));
        Assert.Equal((404, "not_found"), await owner.Answer(HttpMethod.Get, $"{route}/none", owner.Token, null, Stop));
        var service = await owner.Host.Api.Token("meter", "service", null, Stop);
        Assert.Equal((403, "forbidden"), await owner.Answer(HttpMethod.Post, route, service, "{}", Stop));
    }

    [Theory]
    [InlineData("top-ups", "{", 400, "malformed")]
    [InlineData("top-ups", "[]", 400, "malformed")]
    [InlineData("top-ups", "{}", 422, "invalid")]
    [InlineData("top-ups", """{"quoteId":"' OR 1=1","acceptTerms":true,"termsVersion":"x"}""", 422, "invalid")]
    [InlineData("top-ups", """{"quoteId":"01KAN0000000000000000000T1","acceptTerms":true,"termsVersion":"x"}""", 404,
        "not_found")]
    [InlineData("top-up-quotes", "", 400, "malformed")]
    [InlineData("top-up-quotes", """{"amount":{"amount":"NaN","currency":"VND"},"method":"vnpay"}""", 422, "invalid")]
    [InlineData("top-up-quotes", """{"amount":"500000","method":"vnpay"}""", 422, "invalid")]
    [InlineData("top-up-quotes", """{"amount":{"amount":"99999999999999999999","currency":"VND"},"method":"vnpay"}""",
        422, "invalid")]
    public async Task A_bad_body_is_a_problem_and_never_a_failure(string route, string body, int status, string code)
    {
        var buyer = await host.Buyer(Stop);

        Assert.Equal(
            (status, code),
            await buyer.Answer(HttpMethod.Post, $"accounts/{buyer.Account}/{route}", buyer.Token, body, Stop));
    }

    [Fact]
    public async Task Without_the_gateways_page_the_controls_press_pay()
    {
        var buyer = await host.Buyer(Stop);
        var started = await buyer.Start(Stop);
        using var page = await buyer.Host.Http.GetAsync(new Uri(started["redirectUrl"]!.GetValue<string>()), Stop);
        var control = new Uri($"sandbox/vnpay/_ctl/pay?txnRef={started["topUpId"]}", UriKind.Relative);

        using var pressed = await buyer.Host.Http.PostAsync(control, content: null, Stop);

        Assert.Equal(HttpStatusCode.Redirect, pressed.StatusCode);
        Assert.Equal(Buyer.Dong, await buyer.Credit(Stop));
        var dev = await buyer.Host.Http.GetStringAsync(new Uri("dev", UriKind.Relative), Stop);
        Assert.Contains("/sandbox/vnpay/_ctl/pay", dev, StringComparison.Ordinal);
    }
}

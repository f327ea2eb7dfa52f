using System.Net;
using System.Text.Json.Nodes;
using Billing.LocalHost.Demo;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>Paying in another currency than that of the balance, over HTTP against the running app.</summary>
[Collection(TopUpHost.OneAtATime)]
public sealed class ExchangeQuoteTests(TopUpHost host)
{
    private const string Ask = """{"amount":{"amount":"3000","currency":"JPY"},"method":"paypal"}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Yen_are_paid_in_dollars_at_the_rate_that_the_timer_fetched()
    {
        var buyer = await host.Buyer(Stop, new("JP", "JPY", "paypal", "3000"));
        var finance = await buyer.Host.Api.Token("finance", "finance", null, Stop);
        await DemoStory.Until("the rate of the yen", TimeSpan.FromMinutes(1), async () =>
        {
            var rates = await buyer.Host.Api.Get("exchange-rates", finance, Stop);
            return rates!["items"]!.AsArray().Any(rate => rate!["to"]!.GetValue<string>() == "JPY");
        }, Stop);

        var quote = (await buyer.Host.Api.Post(
            $"accounts/{buyer.Account}/top-up-quotes", buyer.Token, JsonNode.Parse(Ask)!, "yen", Stop))!;

        Assert.Equal("""{"amount":"19.49","currency":"USD"}""", quote["total"]!.ToJsonString());
        Assert.Equal("""{"amount":"3000","currency":"JPY"}""", quote["amount"]!.ToJsonString());
        var exchange = quote["exchange"]!;
        Assert.Equal(
            "USD JPY 156.25 localhost 0.015",
            $"{exchange["base"]} {exchange["quoted"]} {exchange["rate"]} {exchange["source"]} {exchange["spread"]}");
        Assert.Equal(quote["expiresAt"]!.ToJsonString(), exchange["expiresAt"]!.ToJsonString());
    }

    [Theory]
    [InlineData("customer", 403)]
    [InlineData("sales", 403)]
    [InlineData("finance", 403)]
    [InlineData("service", 403)]
    [InlineData("admin", 200)]
    public async Task Administrators_alone_set_rates(string role, int status)
    {
        var buyer = await host.Buyer(Stop);
        var token = await buyer.Host.Api.Token(role, role, role == "customer" ? buyer.Account.Value : null, Stop);

        var answer = await buyer.Answer(
            HttpMethod.Put, "exchange-rates", token,
            """{"from":"USD","to":"PLN","rate":"3.65","source":"treasury"}""", Stop);

        Assert.Equal((HttpStatusCode)status, (HttpStatusCode)answer.Status);
    }
}

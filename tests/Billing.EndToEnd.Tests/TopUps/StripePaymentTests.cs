using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>
/// Whole payments through the Stripe sandbox, by HTTP: what it sends, what it loses, and how it fails.
/// </summary>
[Collection(TopUpHost.OneAtATime)]
public sealed partial class StripePaymentTests(TopUpHost host)
{
    private const int PatienceTenths = 400;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("copies", """{"notice":{"copies":10}}""")]
    [InlineData("last first", """{"notice":{"reorder":true}}""")]
    [InlineData("late", """{"notice":{"order":"after","delayMilliseconds":300},"noticeIntervalMilliseconds":300}""")]
    [InlineData("a bad signature first", """{"notice":{"corruptSignature":true},"noticeIntervalMilliseconds":300}""")]
    [InlineData("paid later", """{"outcome":"unpaid"}""")]
    public async Task However_the_notices_come_the_payment_is_credited_once(string name, string orders)
    {
        var world = await Open(orders);

        await world.Control($"pay?session={world.Session}", Stop);
        if (name == "paid later")
        {
            Assert.Equal("pending", await world.Buyer.Shown(world.TopUp, Stop));
            await world.Control($"settle?session={world.Session}&comes=true", Stop);
        }

        await Becomes(world, "success");
        Assert.Equal(StripeWorld.Yen, await world.Buyer.Credit(Stop));
    }

    [Fact]
    public async Task Money_that_never_comes_and_a_session_that_ends_credit_nothing()
    {
        var unpaid = await Open("""{"outcome":"unpaid"}""");
        await unpaid.Control($"pay?session={unpaid.Session}", Stop);
        await unpaid.Control($"settle?session={unpaid.Session}&comes=false", Stop);
        var over = await Open("{}");
        await over.Control($"expire?session={over.Session}", Stop);

        await Becomes(unpaid, "failed");
        await Becomes(over, "failed");
        Assert.Equal((0, 0), (await unpaid.Buyer.Credit(Stop), await over.Buyer.Credit(Stop)));
    }

    [Theory]
    [InlineData("""{"notice":{"wrongAmount":true}}""")]
    [InlineData("""{"notice":{"wrongCurrency":true}}""")]
    public async Task A_notice_of_other_money_credits_nothing(string orders)
    {
        var world = await Open(orders);

        await world.Control($"pay?session={world.Session}", Stop);

        Assert.Equal("NeedsReview", await world.Status(Stop));
        Assert.Equal(0, await world.Buyer.Credit(Stop));
    }

    [Fact]
    public async Task A_payment_whose_notices_are_lost_is_found_by_asking_once_the_browser_is_back()
    {
        var world = await Open("""{"notice":{"drop":true}}""");
        await world.Control($"pay?session={world.Session}", Stop);
        Assert.Equal("pending", await world.Buyer.Shown(world.TopUp, Stop));

        using var back = await world.Buyer.Host.Http.GetAsync(
            new Uri($"api/v1/payments/stripe/return?topUp={world.TopUp}&session={world.Session}", UriKind.Relative),
            Stop);

        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal(new Uri(world.Buyer.Host.Page, $"?topUp={world.TopUp}"), back.Headers.Location);
        await Becomes(world, "success");
        Assert.Equal(StripeWorld.Yen, await world.Buyer.Credit(Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?topUp=01KAN0000000000000000000T1&session=cs_test_1")]
    [InlineData("?topUp='%20OR%201=1&session=x")]
    [InlineData("?session=https://evil.example")]
    public async Task A_return_that_is_not_ours_shows_the_portal_alone(string query)
    {
        var buyer = await StripeWorld.NewBuyer(host, Stop);

        using var back = await buyer.Host.Http.GetAsync(
            new Uri($"api/v1/payments/stripe/return{query}", UriKind.Relative), Stop);

        Assert.Equal(buyer.Host.Page, back.Headers.Location);
    }

    [Theory]
    [InlineData("500", false, 2)]
    [InlineData("429", false, 1)]
    [InlineData("429", true, 1)]
    [InlineData("reset", false, 2)]
    [InlineData("reset", true, 2)]
    [InlineData("timeout", true, 2)]
    public async Task A_start_that_fails_is_told_and_begun_again_as_the_same_payment(
        string failure, bool tookEffect, int times)
    {
        var buyer = await StripeWorld.NewBuyer(host, Stop);
        var quote = await buyer.Quote(Stop);
        await buyer.Order(new { nextCall = new { failure, call = "create", tookEffect, times } }, Stop);

        Assert.Equal(503, (await buyer.Confirm(quote, Stop)).Status);
        var (status, started) = await buyer.Confirm(quote, Stop);
        var again = await buyer.Confirm(quote, Stop);

        Assert.Equal((201, 201), (status, again.Status));
        Assert.Equal(started["redirectUrl"]!.ToString(), again.Answer["redirectUrl"]!.ToString());
        var session = (await buyer.Inside(StripeWorld.Id(started), Stop)).GatewayId;
        await buyer.Host.Http.PostAsync(
            new Uri($"sandbox/stripe/_ctl/pay?session={session}", UriKind.Relative), null, Stop);
        Assert.Equal(StripeWorld.Yen, await buyer.Credit(Stop));
    }

    [Fact]
    public async Task No_key_secret_or_signature_is_ever_in_the_log()
    {
        var world = await Open("{}");
        await world.Control($"pay?session={world.Session}", Stop);
        await world.Send("{}"u8.ToArray(), $"t={StripeWorld.Now()},v1={new string('a', 64)}", Stop);
        await world.Send(world.Completed(), Stop);

        var log = world.Buyer.Host.Output;

        Assert.Contains(world.TopUp, log, StringComparison.Ordinal);
        Assert.DoesNotContain(StripeWorld.Key, log, StringComparison.Ordinal);
        Assert.DoesNotContain(StripeWorld.Secret, log, StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer ", log, StringComparison.Ordinal);
        Assert.DoesNotMatch(Signature(), log);
    }

    [GeneratedRegex("v1=[0-9a-fA-F]{16}|Stripe-Signature: ")]
    private static partial Regex Signature();

    private static async Task Becomes(StripeWorld world, string shown)
    {
        for (var waited = 0; waited < PatienceTenths && await Shown() != shown; waited++) await Task.Delay(100, Stop);
        Assert.Equal(shown, await Shown());

        Task<string> Shown() => world.Buyer.Shown(world.TopUp, Stop);
    }

    private async Task<StripeWorld> Open(string orders)
    {
        var buyer = await StripeWorld.NewBuyer(host, Stop);
        await buyer.Order(JsonNode.Parse(orders)!, Stop);
        return await StripeWorld.Open(buyer, Stop);
    }
}

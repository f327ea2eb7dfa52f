using System.Net;
using System.Text.Json.Nodes;
using Billing.TopUps;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>Whole payments: quote, consent, pay page, notice, return, and what becomes of the balance.</summary>
[Collection(TopUpHost.OneAtATime)]
public sealed class VnPayPaymentTests(TopUpHost host)
{
    private const int PatienceSeconds = 40;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_paid_top_up_is_credited_before_the_browser_is_back()
    {
        var (buyer, started) = await Start(new { });

        var back = await buyer.Press(started, "pay", Stop);

        Assert.Equal("success", await buyer.Shown(Id(started), Stop));
        Assert.Equal(Buyer.Dong, await buyer.Credit(Stop));
        using var returned = await buyer.Host.Http.GetAsync(back, Stop);
        Assert.Equal(HttpStatusCode.Redirect, returned.StatusCode);
        Assert.Equal(new Uri(buyer.Host.Page, $"?topUp={Id(started)}"), returned.Headers.Location);
    }

    [Fact]
    public async Task A_cancelled_top_up_adds_nothing()
    {
        var (buyer, started) = await Start(new { });

        await buyer.Press(started, "cancel", Stop);

        Assert.Equal("failed", await buyer.Shown(Id(started), Stop));
        Assert.Equal(0, await buyer.Credit(Stop));
    }

    [Fact]
    public async Task Case_30_a_return_without_a_notice_shows_pending_and_the_gateway_is_asked()
    {
        var (buyer, started) = await Start(new { notice = new { order = "without" } });
        var back = await buyer.Press(started, "pay", Stop);
        var before = await buyer.Rows(Stop);

        using var returned = await buyer.Host.Http.GetAsync(back, Stop);

        Assert.Equal(new Uri(buyer.Host.Page, $"?topUp={Id(started)}"), returned.Headers.Location);
        if (await buyer.Rows(Stop) == before) Assert.Equal("pending", await buyer.Shown(Id(started), Stop));
        await Credited(buyer, Id(started));
    }

    [Theory]
    [InlineData("unsigned")]
    [InlineData("forged")]
    public async Task A_return_that_is_not_signed_shows_the_portal_and_no_top_up(string kind)
    {
        var (buyer, started) = await Start(new { notice = new { order = "without" } });
        var back = (await buyer.Press(started, "pay", Stop)).AbsoluteUri;
        var query = kind == "unsigned"
            ? back[..back.IndexOf("&vnp_SecureHash", StringComparison.Ordinal)]
            : back + "&vnp_Extra=1";

        using var returned = await buyer.Host.Http.GetAsync(new Uri(query), Stop);

        Assert.Equal(buyer.Host.Page, returned.Headers.Location);
        Assert.Equal("pending", await buyer.Shown(Id(started), Stop));
    }

    [Fact]
    public async Task Copies_delays_and_a_spoilt_first_notice_end_in_one_credit()
    {
        var (copies, first) = await Start(new { notice = new { copies = 5 } });
        await copies.Press(first, "pay", Stop);
        var (corrupt, second) =
            await Start(new { notice = new { corruptSignature = true }, noticeIntervalMilliseconds = 300 });
        await corrupt.Press(second, "pay", Stop);
        var (wrong, third) = await Start(new { notice = new { wrongAmount = true, delayMilliseconds = 200 } });
        await wrong.Press(third, "pay", Stop);
        var (after, fourth) = await Start(new { notice = new { order = "after" } });
        await after.Press(fourth, "pay", Stop);

        await Credited(copies, Id(first));
        await Credited(corrupt, Id(second));
        await Credited(wrong, Id(third));
        await Credited(after, Id(fourth));
    }

    [Fact]
    public async Task A_notice_that_waits_for_a_later_payment_still_credits_its_own()
    {
        var (early, first) = await Start(new { notice = new { reorder = true } });
        await early.Press(first, "pay", Stop);
        Assert.Equal("pending", await early.Shown(Id(first), Stop));
        var (late, second) = await Start(new { });
        await late.Press(second, "pay", Stop);

        await Credited(late, Id(second));
        await Credited(early, Id(first));
    }

    [Fact]
    public async Task A_suspicious_payment_waits_for_a_person()
    {
        var (buyer, started) = await Start(new { outcome = "suspicious" });

        await buyer.Press(started, "pay", Stop);

        Assert.Equal(TopUpStatus.NeedsReview, (await buyer.Inside(Id(started), Stop)).Status);
        Assert.Equal("pending", await buyer.Shown(Id(started), Stop));
        Assert.Equal(0, await buyer.Credit(Stop));
    }

    [Fact]
    public async Task A_page_is_for_one_payment_and_only_as_it_was_signed()
    {
        var (buyer, started) = await Start(new { });
        var address = started["redirectUrl"]!.GetValue<string>();
        await buyer.Press(started, "pay", Stop);

        using var again = await buyer.Host.Http.GetAsync(new Uri(address), Stop);
        using var changed = await buyer.Host.Http.GetAsync(
            new Uri(address.Replace("vnp_Amount=50000000", "vnp_Amount=50000100", StringComparison.Ordinal)), Stop);

        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, changed.StatusCode);
    }

    [Fact]
    public async Task A_payment_survives_the_end_of_the_app()
    {
        var (buyer, started) =
            await Start(new { notice = new { order = "after" }, noticeIntervalMilliseconds = 1_000 });
        await buyer.Press(started, "pay", Stop);

        await buyer.Host.Kill();
        await buyer.Host.Restart(Stop);

        await Credited(buyer, Id(started));
    }

    private static string Id(JsonNode started) => started["topUpId"]!.GetValue<string>();

    private static async Task Credited(Buyer buyer, string id)
    {
        for (var waited = 0; waited < PatienceSeconds * 10 && await buyer.Shown(id, Stop) != "success"; waited++)
            await Task.Delay(100, Stop);
        Assert.Equal("success", await buyer.Shown(id, Stop));
        Assert.Equal(Buyer.Dong, await buyer.Credit(Stop));
    }

    private async Task<(Buyer Buyer, JsonNode Started)> Start(object orders)
    {
        var buyer = await host.Buyer(Stop);
        await buyer.Order(orders, Stop);
        return (buyer, await buyer.Start(Stop));
    }
}

using Billing.EndToEnd.Tests.Portal;
using Microsoft.Playwright;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>Payments through Stripe's page in a real browser.</summary>
[Collection(TopUpHost.OneAtATime)]
public sealed class StripePageTests(TopUpHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Paying_sends_the_browser_back_to_the_portal_and_credits()
    {
        await using var browser = await Browser.StartOrSkip();
        var world = await StripeWorld.Open(host, Stop);

        var page = await browser.Open(PageOf(world));
        await Press(page, "Pay");
        await page.WaitForURLAsync($"**/index.html?topUp={world.TopUp}");

        Assert.Equal("success", await world.Buyer.Shown(world.TopUp, Stop));
        Assert.Equal(StripeWorld.Yen, await world.Buyer.Credit(Stop));
    }

    [Fact]
    public async Task A_declined_card_may_be_tried_again()
    {
        await using var browser = await Browser.StartOrSkip();
        var world = await StripeWorld.Open(host, Stop);

        var page = await browser.Open(PageOf(world));
        await Press(page, "Decline");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("declined");
        Assert.Equal("pending", await world.Buyer.Shown(world.TopUp, Stop));
        Assert.Equal("card_declined", (await world.Buyer.Inside(world.TopUp, Stop)).Reason);
        await Press(page, "Pay");
        await page.WaitForURLAsync($"**/index.html?topUp={world.TopUp}");

        Assert.Equal("success", await world.Buyer.Shown(world.TopUp, Stop));
        Assert.Equal(StripeWorld.Yen, await world.Buyer.Credit(Stop));
    }

    [Fact]
    public async Task A_customer_who_pays_and_closes_the_page_is_credited_by_the_notice()
    {
        await using var browser = await Browser.StartOrSkip();
        var world = await StripeWorld.Open(host, Stop);

        var page = await browser.Open(PageOf(world));
        await Press(page, "Pay and stay");
        await Assertions.Expect(page.GetByText("You may close this page")).ToBeVisibleAsync();
        await page.CloseAsync();

        Assert.Equal("success", await world.Buyer.Shown(world.TopUp, Stop));
        Assert.Equal(StripeWorld.Yen, await world.Buyer.Credit(Stop));
    }

    [Fact]
    public async Task Closing_without_paying_leaves_it_pending_and_payable()
    {
        await using var browser = await Browser.StartOrSkip();
        var world = await StripeWorld.Open(host, Stop);

        var page = await browser.Open(PageOf(world));
        await Press(page, "Close");
        await page.WaitForURLAsync($"**/index.html?topUp={world.TopUp}");
        Assert.Equal("pending", await world.Buyer.Shown(world.TopUp, Stop));
        await page.GotoAsync(PageOf(world).AbsoluteUri);
        await Press(page, "Pay");
        await page.WaitForURLAsync($"**/index.html?topUp={world.TopUp}");

        Assert.Equal(StripeWorld.Yen, await world.Buyer.Credit(Stop));
    }

    [Fact]
    public async Task Paying_in_two_tabs_is_one_payment_for_one_session_and_two_for_two()
    {
        await using var browser = await Browser.StartOrSkip();
        var first = await StripeWorld.Open(host, Stop);
        var second = await StripeWorld.Open(first.Buyer, Stop);
        var (left, right, other) = (
            await browser.Open(PageOf(first)), await browser.Open(PageOf(first)), await browser.Open(PageOf(second)));

        await Press(left, "Pay and stay");
        await Press(right, "Pay");
        await Assertions.Expect(right.GetByText("the session is over")).ToBeVisibleAsync();
        Assert.Equal(StripeWorld.Yen, await first.Buyer.Credit(Stop));
        await Press(other, "Pay and stay");

        Assert.Equal(2 * StripeWorld.Yen, await first.Buyer.Credit(Stop));
    }

    [Fact]
    public async Task A_lost_notice_is_made_good_when_the_browser_comes_back()
    {
        await using var browser = await Browser.StartOrSkip();
        var buyer = await StripeWorld.NewBuyer(host, Stop);
        await buyer.Order(new { notice = new { drop = true } }, Stop);
        var world = await StripeWorld.Open(buyer, Stop);

        var page = await browser.Open(PageOf(world));
        await Press(page, "Pay");
        await page.WaitForURLAsync($"**/index.html?topUp={world.TopUp}");

        for (var waited = 0; waited < 400 && await buyer.Shown(world.TopUp, Stop) != "success"; waited++)
            await Task.Delay(100, Stop);
        Assert.Equal(StripeWorld.Yen, await buyer.Credit(Stop));
    }

    private static Uri PageOf(StripeWorld world) => new(world.Started["redirectUrl"]!.GetValue<string>());

    private static Task Press(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}

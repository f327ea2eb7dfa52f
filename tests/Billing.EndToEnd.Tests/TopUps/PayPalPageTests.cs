using Billing.EndToEnd.Tests.Portal;
using Billing.TopUps;
using Microsoft.Playwright;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>PayPal's page in a real browser: approve, cancel, close the tab, two tabs.</summary>
[Collection(TopUpHost.OneAtATime)]
public sealed class PayPalPageTests(TopUpHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Approve_leads_back_to_the_portal_and_is_credited()
    {
        await using var browser = await Browser.StartOrSkip();
        var world = await PayPalWorld.Open(host, Stop);
        var page = await Checkout(browser, world);

        await Press(page, "Approve");

        await page.WaitForURLAsync($"**/index.html?topUp={world.TopUp}");
        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);
    }

    [Fact]
    public async Task Cancel_leads_back_to_the_portal_and_the_payment_can_still_be_made()
    {
        await using var browser = await Browser.StartOrSkip();
        var world = await PayPalWorld.Open(host, Stop);
        var page = await Checkout(browser, world);

        await Press(page, "Cancel");
        await page.WaitForURLAsync($"**/index.html?topUp={world.TopUp}");
        await world.Becomes(TopUpStatus.Pending, 0, Stop);

        await Press(await Checkout(browser, world), "Approve");
        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tab_that_closes_at_the_approval_costs_nothing(bool noticesAreLost)
    {
        await using var browser = await Browser.StartOrSkip();
        var world = await PayPalWorld.Open(host, Stop, new { notice = new { drop = noticesAreLost } });
        var page = await Checkout(browser, world);
        await page.RouteAsync("**/payments/paypal/return*", route => route.AbortAsync());

        await Press(page, "Approve");
        while ((await world.AtPayPal(Stop))["status"]!.GetValue<string>() == "PAYER_ACTION_REQUIRED")
            await Task.Delay(50, Stop);
        await page.CloseAsync();
        if (noticesAreLost) await world.Poll(Stop);

        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);
    }

    [Fact]
    public async Task In_two_tabs_it_is_paid_once()
    {
        await using var browser = await Browser.StartOrSkip();
        var world = await PayPalWorld.Open(host, Stop);
        var (first, second) = (await Checkout(browser, world), await Checkout(browser, world));

        await Press(first, "Approve");
        await first.WaitForURLAsync($"**/index.html?topUp={world.TopUp}");
        await Press(second, "Approve");

        await Assertions.Expect(second.GetByText("paid already, or over")).ToBeVisibleAsync();
        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);
    }

    private static async Task<IPage> Checkout(Browser browser, PayPalWorld world)
    {
        var page = await browser.Open(new(world.Started["redirectUrl"]!.GetValue<string>()));
        await Assertions.Expect(page.GetByText("25.00 USD")).ToBeVisibleAsync();
        return page;
    }

    private static Task Press(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
}

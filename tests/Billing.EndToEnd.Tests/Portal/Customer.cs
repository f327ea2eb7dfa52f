using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Billing.EndToEnd.Tests.Portal;

/// <summary>What a customer does on the page, by the labels and names that people and screen readers go by.</summary>
internal sealed class Customer(IPage page)
{
    public IPage Page => page;

    public ILocator Dialog => page.GetByRole(AriaRole.Dialog);

    public ILocator Balance => page.Locator("#header-balance");

    public ILocator HistoryRows => page.Locator("#history-rows tr");

    public ILocator PaymentRows => page.Locator("#payment-rows tr");

    /// <summary>The control of the open dialog that has exactly this label.</summary>
    public ILocator Field(string label) => Dialog.GetByLabel(label, new() { Exact = true });

    public async Task SignIn(string account)
    {
        await page.GetByLabel("Account").FillAsync(account);
        await Press("Sign in");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Billing management" })).ToBeVisibleAsync();
    }

    public async Task FillProfile()
    {
        await Field("Name").FillAsync("Nguyễn Thị Ánh");
        await Field("E-mail").FillAsync("anh@example.com");
        await Field("Address").FillAsync("12 Lý Thường Kiệt, Hà Nội");
        await Field("Country").SelectOptionAsync("VN");
        await Expect(Field("Currency")).ToHaveValueAsync("VND");
        await Continue();
        await Expect(Dialog.GetByLabel("Other amount")).ToBeVisibleAsync();
    }

    /// <summary>From the amounts to the gateway's own page, and back after pressing the button there.</summary>
    public async Task Pay(string preset, string gatewayButton)
    {
        await Dialog.GetByRole(AriaRole.Radio, new() { Name = preset, Exact = true }).CheckAsync();
        await Continue();
        await Expect(Dialog.GetByText("Total to pay")).ToBeVisibleAsync();
        await Dialog.GetByLabel(new Regex("non-refundable")).CheckAsync();
        await Dialog.GetByRole(AriaRole.Button, new() { Name = $"Pay {preset} with VNPay" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "VNPay sandbox" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = gatewayButton }).ClickAsync();
    }

    public async Task ApplyVoucher(string code)
    {
        await page.GetByLabel("Voucher code").FillAsync(code);
        await page.GetByLabel("Voucher code").PressAsync("Enter");
    }

    /// <summary>The session stays: it lives as long as the tab.</summary>
    public Task Reload() => page.ReloadAsync();

    public Task Continue() => Dialog.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

    public Task Press(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    /// <summary>How many pixels the page is wider than its window.</summary>
    public Task<int> Overflow() =>
        page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}

using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Billing.EndToEnd.Tests.Portal;

public sealed class AccessibilityTests(PortalFixture portal)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Nothing_on_the_page_breaks_a_rule_of_accessibility(ColorScheme scheme, int width)
    {
        var customer = await Visit(scheme, width);
        Assert.Empty(await BrokenRules(customer));

        await customer.SignIn($"page-access-{width}");
        await Expect(customer.Page.GetByText("Nothing has happened yet.")).ToBeVisibleAsync();
        Assert.Empty(await BrokenRules(customer));

        await customer.Press("Contact sales");
        await customer.Press("Send request");
        await Expect(customer.Field("Message")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Empty(await BrokenRules(customer));
        await customer.Page.Keyboard.PressAsync("Escape");

        await customer.Press("Add credit");
        await customer.Continue();
        await Expect(customer.Dialog.GetByLabel("E-mail")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Empty(await BrokenRules(customer));

        await customer.FillProfile();
        await Expect(customer.Dialog.GetByLabel("Other amount")).ToBeVisibleAsync();
        Assert.Empty(await BrokenRules(customer));

        await customer.Pay("₫500,000", gatewayButton: "Pay");
        await customer.PaymentRows.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(customer.Dialog).ToContainTextAsync("Credit added");
        Assert.Empty(await BrokenRules(customer));
    }

    [Fact]
    public async Task A_dialog_takes_the_focus_and_gives_it_back()
    {
        var customer = await Visit(ColorScheme.Light, 1280);
        await customer.SignIn("page-focus");
        var opener = customer.Page.GetByRole(AriaRole.Button, new() { Name = "Add credit", Exact = true });
        await opener.FocusAsync();
        await opener.PressAsync("Enter");
        await Expect(customer.Dialog.GetByRole(AriaRole.Heading)).ToBeFocusedAsync();

        await customer.Page.Keyboard.PressAsync("Escape");

        await Expect(opener).ToBeFocusedAsync();
    }

    private static async Task<IEnumerable<string>> BrokenRules(Customer customer)
    {
        var result = await customer.Page.RunAxe();
        return result.Violations.Select(rule => $"{rule.Id}: {string.Join(", ", rule.Nodes.Select(Place))}");
    }

    private static string Place(AxeResultNode node) => $"{node.Html} ({node.Any.FirstOrDefault()?.Message})";

    private Task<Customer> Visit(ColorScheme scheme, int width) => portal.Visit(new()
    {
        ColorScheme = scheme,
        ViewportSize = new() { Width = width, Height = 800 },
    });
}

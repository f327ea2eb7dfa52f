using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Billing.EndToEnd.Tests.Portal;

public sealed class ContactSalesTests(PortalFixture portal)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_contacts_sales_from_the_page()
    {
        var customer = await portal.Visit();
        await customer.SignIn("page-sales");
        await customer.Press("Contact sales");
        await customer.Field("Services of interest (optional)").FillAsync("ai-inference, gpu containers");
        await customer.Field("Message").FillAsync("We train every night.\nWhat would a year cost?");
        await customer.Field("Name").FillAsync("Nguyễn Thị Ánh");
        await customer.Field("E-mail").FillAsync("anh.example.com");

        await customer.Press("Send request");
        await Expect(customer.Dialog).ToContainTextAsync("This is not an e-mail address.");
        await Expect(customer.Dialog).ToContainTextAsync("This is not a service.");
        await customer.Field("Services of interest (optional)").FillAsync("ai-inference, gpu-containers");
        await customer.Field("E-mail").FillAsync("anh@example.com");
        await customer.Press("Send request");

        await Expect(customer.Page.GetByText("Sales has your request")).ToBeVisibleAsync();
        await Expect(customer.Dialog).ToHaveCountAsync(0);
        var kept = Assert.Single(await Requests("page-sales"))!;
        Assert.Equal("We train every night.\nWhat would a year cost?", kept["message"]!.GetValue<string>());
        Assert.Equal(["ai-inference", "gpu-containers"], kept["services"]!.AsArray().Select(it => $"{it}"));
        Assert.Equal("anh@example.com", kept["contact"]!["email"]!.GetValue<string>());
        Assert.Null(kept["contact"]!["phone"]);
    }

    [Fact]
    public async Task What_the_profile_says_need_not_be_typed_again()
    {
        var customer = await portal.Visit();
        await customer.SignIn("page-known-to-sales");
        await customer.Press("Add credit");
        await customer.FillProfile();
        await Expect(customer.Dialog.GetByLabel("Other amount")).ToBeVisibleAsync();
        await customer.Dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await customer.Press("Contact sales");

        await Expect(customer.Field("Name")).ToHaveValueAsync("Nguyễn Thị Ánh");
        await Expect(customer.Field("E-mail")).ToHaveValueAsync("anh@example.com");
    }

    private async Task<JsonArray> Requests(string account)
    {
        var api = (await portal.Host).Api;
        var sales = await api.Token("sam", "sales", account: null, Stop);
        return (await api.Get($"plan-requests?account={account}", sales, Stop))!["items"]!.AsArray();
    }
}

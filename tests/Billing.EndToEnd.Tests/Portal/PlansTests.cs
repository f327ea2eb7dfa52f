using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Billing.EndToEnd.Tests.Plans;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Billing.EndToEnd.Tests.Portal;

public sealed class PlansTests(PortalFixture portal)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_reads_an_offer_confirms_it_and_sees_what_is_left()
    {
        var customer = await portal.Visit();
        var card = await Offered(customer, "page-plan");
        await Expect(card).ToContainTextAsync(new Regex("Offer.*Covers.*gpu, api.*Amount.*₫1,000,000"));
        await Expect(card).ToContainTextAsync("Usage is chargedAt on-demand prices");

        await customer.Press("Confirm Two minutes");
        await Expect(card).ToContainTextAsync("Agree to the terms to continue.");
        await card.GetByLabel(new Regex("I have read these terms")).CheckAsync();
        await customer.Press("Confirm Two minutes");

        await Expect(card).ToContainTextAsync(new Regex("Active|Pending renewal"));
        await Expect(card).ToContainTextAsync(new Regex("Remaining.*₫1,000,000 of ₫1,000,000"));
        await Expect(card).ToContainTextAsync(new Regex("Remaining for gpu.*₫600,000 of ₫600,000"));
        Assert.Equal(0, await customer.Overflow());
    }

    [Fact]
    public async Task A_declined_offer_stays_as_declined()
    {
        var customer = await portal.Visit();
        var card = await Offered(customer, "page-decline");

        await customer.Press("Decline Two minutes");

        await Expect(card).ToContainTextAsync("Declined");
    }

    /// <summary>The card of a plan that sales offered to a customer who has a profile.</summary>
    private async Task<ILocator> Offered(Customer customer, string account)
    {
        await customer.SignIn(account);
        await customer.Press("Add credit");
        await customer.FillProfile();
        await Expect(customer.Dialog.GetByLabel("Other amount")).ToBeVisibleAsync();
        await customer.Dialog.PressAsync("Escape");
        var api = (await portal.Host).Api;
        var sales = await api.Token("sally", "sales", account: null, Stop);
        var dong = PlanHost.Brief.Replace("USD", "VND", StringComparison.Ordinal)
            .Replace("\"100\"", "\"1000000\"", StringComparison.Ordinal)
            .Replace("\"60\"", "\"600000\"", StringComparison.Ordinal);
        var draft = new JsonObject { ["terms"] = JsonNode.Parse(dong) };
        var plan = await api.Post($"accounts/{account}/plans", sales, draft, $"{account}-draft", Stop);
        var route = $"accounts/{account}/plans/{plan!["planId"]!.GetValue<string>()}/send";
        await api.Post(route, sales, new JsonObject(), $"{account}-send", Stop);
        await customer.Reload();
        return customer.Page.GetByRole(AriaRole.Article, new() { Name = "Two minutes" });
    }
}

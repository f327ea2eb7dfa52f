using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Billing.EndToEnd.Tests.Portal;

public sealed class SignInTests(PortalFixture portal)
{
    /// <summary>Three parts and an account, as a token has, but signed by nobody.</summary>
    private const string Forged = "e30.eyJhY2NvdW50Ijoic29tZWJvZHkifQ.AAAA";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_no_development_host_is_a_token_is_pasted()
    {
        var customer = await ElsewhereThanDevelopment();
        var token = customer.Page.GetByLabel("Access token");
        await token.FillAsync("no token");
        await customer.Press("Sign in");
        await Expect(token).ToHaveAccessibleDescriptionAsync("This is not an access token of an account.");

        await token.FillAsync(await portal.Token("page-token", Stop));
        await customer.Press("Sign in");

        await Expect(customer.Page.GetByText("No credit yet")).ToBeVisibleAsync();
        Assert.Equal("{}", await customer.Page.EvaluateAsync<string>("JSON.stringify(localStorage)"));
    }

    [Fact]
    public async Task A_token_that_the_API_does_not_take_ends_the_session()
    {
        var customer = await ElsewhereThanDevelopment();
        await customer.Page.GetByLabel("Access token").FillAsync(Forged);
        await customer.Press("Sign in");

        await Expect(customer.Page.GetByText("Your session has ended. Please sign in again.")).ToBeVisibleAsync();
        await Expect(customer.Page.GetByRole(AriaRole.Button, new() { Name = "Add credit" })).ToBeHiddenAsync();
    }

    private async Task<Customer> ElsewhereThanDevelopment()
    {
        var customer = await portal.Visit();
        await customer.Page.RouteAsync("**/dev", route => route.FulfillAsync(new() { Status = 404 }));
        await customer.Reload();
        return customer;
    }
}

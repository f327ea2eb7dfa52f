using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.TopUps;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.TopUps;

public sealed class GetTopUpTests(Azurite azurite)
{
    [Fact]
    public async Task A_top_up_is_shown_to_its_account_only()
    {
        var shop = await TopUpShop.Open(azurite);
        var topUp = await shop.Started();
        foreach (var poll in await shop.PollsBefore(SomeTopUp.Now.AddDays(1))) await shop.Polls.Remove(poll, default);

        var shown = JsonSerializer.SerializeToElement(
            Assert.IsType<OkObjectResult>(await Get(shop, shop.Account.Value, topUp.Id.Value)).Value,
            Billing.Platform.Json.Options);

        Assert.Equal("pending", shown.GetProperty("status").GetString());
        Assert.Equal("500000", shown.GetProperty("amount").GetProperty("amount").GetString());
        Assert.Equal("404 not_found", (await Get(shop, "somebody-else", topUp.Id.Value)).Summary());
        Assert.Equal("404 not_found", (await Get(shop, shop.Account.Value, SomeTopUp.Id.Value)).Summary());
        Assert.Equal("404 not_found", (await Get(shop, shop.Account.Value, "..")).Summary());
    }

    private static Task<IActionResult> Get(TopUpShop shop, string account, string id) =>
        new GetTopUp(shop.TopUps, TopUpShop.NoAccounts).Run(SomeRequest.Query(""), account, id, default);
}

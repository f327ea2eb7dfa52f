using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;

namespace Billing.Functions.Tests.Ledger;

public sealed class UsageReadTests(Azurite azurite)
{
    [Fact]
    public async Task Events_without_a_time_are_kept_once_by_processes_that_do_not_remember_the_account()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        await world.Charge(account, Some.EventJson(account: account.Value));

        Assert.Equal(new(0, 1, 0), await (await UsageWorld.Open(azurite)).Charge(account, Bad()));
        Assert.Equal(new(0, 0, 1), await (await UsageWorld.Open(azurite)).Charge(account, Bad()));

        Assert.Equal("0.000165 by 1 lines, 1 kept", await world.Charged(account));

        JsonObject Bad() => Some.EventJson("bad", account.Value, quantity: "-1");
    }
}

using Billing.Functions.Tests.Support;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

public sealed class QuarantineTableTests(Azurite azurite)
{
    [Fact]
    public async Task Pages_put_together_are_all_kept_events_newest_day_first()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var events = Enumerable.Range(0, 25).Select(i =>
            Some.EventJson($"e{i}", account.Value, Some.Noon.AddDays(-i % 4), meter: "no-such"));
        await world.Charge(account, [.. events, Some.EventJson("bad", account.Value, quantity: "-1")]);

        var (found, after) = (new List<KeptEvent>(), (QuarantinePosition?)null);
        do
        {
            var page = await world.Quarantine.List(account, after, 7, default);
            Assert.True(page.Items.Count <= 7);
            found.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(26, found.DistinctBy(kept => kept.Id).Count());
        Assert.Equal(26, found.Count);
        Assert.Equal(found.Select(kept => kept.Event.Day).OrderDescending(), found.Select(kept => kept.Event.Day));
        Assert.Equal("00000000", found[^1].Event.Day);
    }

    [Fact]
    public async Task All_accounts_are_listed_when_none_is_named()
    {
        var world = await UsageWorld.Open(azurite);
        var (one, two) = (await world.Customer(), await world.Customer());
        foreach (var account in new[] { one, two })
            await world.Charge(account, Some.EventJson(account: account.Value, meter: "no-such"));

        var (found, after) = (new List<KeptEvent>(), (QuarantinePosition?)null);
        do
        {
            var page = await world.Quarantine.List(null, after, 50, default);
            found.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        Assert.Contains(found, kept => kept.Account == one);
        Assert.Contains(found, kept => kept.Account == two);
    }
}

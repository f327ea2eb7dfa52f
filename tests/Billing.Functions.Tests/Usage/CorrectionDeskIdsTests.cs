using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

/// <summary>Voids, amendments and usage share the ids of their source.</summary>
public sealed class CorrectionDeskIdsTests(Azurite azurite)
{
    [Theory]
    [InlineData(-1, "id_conflict")]
    [InlineData(0, "id_conflict")]
    [InlineData(1, "id_conflict")]
    [InlineData(-2, null)]
    public async Task Usage_under_the_id_of_a_void_is_kept_in_whatever_process_it_arrives(int days, string? reason)
    {
        var (world, account, use) = await UsageWorld.Charged(azurite);
        await world.Charge(account, SomeCorrection.Void(use, "taken", Some.Noon.AddDays(-1)));
        var fresh = await UsageWorld.Open(azurite);
        world.Clock.Advance(TimeSpan.FromDays(1));
        fresh.Clock.Advance(TimeSpan.FromDays(1));
        var reused = Some.EventJson("taken", account.Value, Some.Noon.AddDays(days - 1), quantity: "5");
        var far = Some.EventJson("far", account.Value, Some.Noon.AddDays(-20));

        var counts = reason is null ? new ChargedCounts(2, 0, 0) : new(1, 1, 0);
        Assert.Equal(counts, await (days == 0 ? world : fresh).Charge(account, Copy(reused), far));

        Assert.Equal(reason is null ? [] : [reason], (await world.Kept(account)).Select(kept => kept.Event.Reason));
        var again = Some.EventJson("taken", account.Value, Some.Noon.AddDays(days - 1), quantity: "6");
        if (reason is not null) Assert.Equal(new(0, 1, 0), await world.Charge(account, again));
        await world.Charged(account);
    }

    [Fact]
    public async Task Corrections_under_the_id_of_usage_or_of_each_other_are_kept()
    {
        var (world, account, use) = await UsageWorld.Charged(azurite);
        var other = Some.EventJson("e-2", account.Value, Some.Noon.AddSeconds(-5));
        await world.Charge(account, Copy(other), SomeCorrection.Void(use, "v-1", Some.Noon.AddDays(-1)));

        JsonObject[] reused =
        [
            SomeCorrection.Void(other, "e-1"), SomeCorrection.Amend(other, "7", "e-1"), SomeCorrection.Void(other),
            SomeCorrection.Amend(other, "7", "v-1"),
        ];
        foreach (var it in reused) Assert.Equal(new(0, 1, 0), await world.Charge(account, it));

        Assert.Equal(["id_conflict"], (await world.Kept(account)).Select(kept => kept.Event.Reason).Distinct());
        Assert.Equal("0.000165 by 2 lines, 4 kept", await world.Charged(account));
    }

    private static JsonObject Copy(JsonObject json) => json.DeepClone().AsObject();
}

using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Pricing;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

public sealed class UsageChargingTests(Azurite azurite)
{
    [Fact]
    public async Task The_same_event_is_charged_once_within_a_batch_across_batches_and_by_another_process()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var json = Some.EventJson(account: account.Value);

        Assert.Equal(new(1, 0, 1), await world.Charge(account, Copy(json), Copy(json)));
        Assert.Equal(new(0, 0, 1), await world.Charge(account, Copy(json)));
        var another = await UsageWorld.Open(azurite);
        Assert.Equal(new(0, 0, 1), await another.Charge(account, json));

        Assert.Equal("0.000165 by 1 lines, 0 kept", await world.Charged(account));
    }

    [Fact]
    public async Task The_same_event_forty_days_late_is_still_the_same_and_a_new_one_is_too_old()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        await world.Charge(account, Some.EventJson(account: account.Value));

        var later = await UsageWorld.Open(azurite);
        later.Clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal(new(0, 0, 1), await later.Charge(account, Some.EventJson(account: account.Value)));
        Assert.Equal(new(0, 1, 0), await later.Charge(account, Some.EventJson("fresh", account.Value)));
        Assert.Equal("too_old", Assert.Single(await later.Kept(account)).Event.Reason);
        Assert.Equal("0.000165 by 1 lines, 1 kept", await later.Charged(account));
    }

    [Theory]
    [InlineData(0, "999")]
    [InlineData(1, "1000")]
    [InlineData(-86_400, "1000")]
    public async Task The_same_id_nearby_with_another_content_or_time_is_kept_as_a_conflict(
        int seconds, string quantity)
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        await world.Charge(account, Some.EventJson(account: account.Value));
        var other = Some.EventJson(account: account.Value, time: Some.Noon.AddSeconds(seconds), quantity: quantity);

        Assert.Equal(new(0, 1, 0), await world.Charge(account, Copy(other)));
        var another = await UsageWorld.Open(azurite);
        Assert.Equal(new(0, 0, 1), await another.Charge(account, other));

        Assert.Equal("id_conflict", Assert.Single(await world.Kept(account)).Event.Reason);
        Assert.Equal("0.000165 by 1 lines, 1 kept", await world.Charged(account));
    }

    [Fact]
    public async Task One_bad_event_among_two_hundred_is_kept_and_the_others_are_charged()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var events = Enumerable.Range(0, 199).Select(i => Some.EventJson($"e{i}", account.Value)).ToList();
        events.Insert(77, Some.EventJson("bad", account.Value, quantity: "1e308"));

        Assert.Equal(new(199, 1, 0), await world.Charge(account, events));

        Assert.Equal("quantity_invalid", Assert.Single(await world.Kept(account)).Event.Reason);
        Assert.Equal("0.032835 by 199 lines, 1 kept", await world.Charged(account));
    }

    [Fact]
    public async Task The_first_usage_fixes_the_currency_and_usage_without_a_profile_is_kept()
    {
        var world = await UsageWorld.Open(azurite);
        var (account, unknown) = (await world.Customer(), SomeLedger.Account("stranger"));

        await world.Charge(account, Some.EventJson(account: account.Value));
        Assert.Equal(new(0, 1, 0), await world.Charge(unknown, Some.EventJson(account: unknown.Value)));

        Assert.True((await world.Profiles.Find(account, default))!.Profile.IsCurrencyLocked);
        Assert.Equal("account_unknown", Assert.Single(await world.Kept(unknown)).Event.Reason);
        Assert.Equal("none by 0 lines, 1 kept", await world.Charged(unknown));
    }

    [Fact]
    public async Task Usage_that_cannot_be_rated_fixes_no_currency()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();

        await world.Charge(account, Some.EventJson(account: account.Value, meter: "no-such"));

        Assert.False((await world.Profiles.Find(account, default))!.Profile.IsCurrencyLocked);
    }

    [Fact]
    public async Task A_price_published_after_the_book_was_read_is_found_when_an_event_needs_it()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var service = $"svc-{account.Value}";
        await world.Charge(account, Some.EventJson(account: account.Value));

        await (await UsageWorld.Open(azurite)).Publish($"{service}/seconds/USD", Some.Terms(Some.PerUnit("1", "1")));
        var json = Some.EventJson("later", account.Value, meter: "seconds", quantity: "2");
        json["data"]!["service"] = service;
        Assert.Equal(new(1, 0, 0), await world.Charge(account, json));

        await (await UsageWorld.Open(azurite)).Publish(
            $"{service}/seconds/USD", Some.Terms(Some.PerUnit("3", "1"), Some.Noon + RateCard.MinNotice));
        world.Clock.Advance(RateCard.MinNotice);
        var dearer = Some.EventJson("dearer", account.Value, Some.Noon + RateCard.MinNotice, "1", "seconds");
        dearer["data"]!["service"] = service;
        Assert.Equal(new(1, 0, 0), await world.Charge(account, dearer));

        Assert.Equal("5.000165 by 3 lines, 0 kept", await world.Charged(account));
    }

    [Fact]
    public async Task More_than_one_transaction_holds_is_charged_in_several()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var rated = Enumerable.Range(0, 9_000).Select(i =>
            Some.EventJson($"e{i}", account.Value, Some.Noon.AddSeconds(-i)));
        var kept = Enumerable.Range(0, 200).Select(i => Some.EventJson($"k{i}", account.Value, meter: "no-such"));
        var reported = rated.Concat(kept).Chunk(1_000).SelectMany(Some.Reported);

        Assert.Equal(new(9_000, 200, 0), await world.Charging.Charge(account, reported, default));

        Assert.Equal("1.485 by 9000 lines, 200 kept", await world.Charged(account));
    }

    [Fact]
    public async Task Events_spread_over_more_days_than_one_look_up_takes_are_all_decided()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var events = Enumerable.Range(0, 90).Select(i =>
            Some.EventJson($"e{i}", account.Value, Some.Noon.AddDays(-2 * i)));

        Assert.Equal(new(18, 72, 0), await world.Charge(account, events));

        Assert.Equal("0.00297 by 18 lines, 72 kept", await world.Charged(account));
    }

    [Fact]
    public async Task Sixteen_writers_of_one_account_charge_each_event_once()
    {
        var account = await (await UsageWorld.Open(azurite)).Customer();
        var worlds = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => UsageWorld.Open(azurite)));

        // Each writer reports its own hundred events and the hundred of its neighbour. Writers that send one commit to
        // one head may both call it theirs, as ledger time gives them the same instant: the ledger alone counts it
        // once.
        foreach (var (i, world) in worlds.Index()) world.Clock.Advance(TimeSpan.FromTicks(i));
        var counts = await Task.WhenAll(worlds.Select((world, i) => Task.Run(async () =>
        {
            var sum = default(ChargedCounts);
            foreach (var part in Events(i).Concat(Events((i + 1) % 16)).Chunk(50))
                sum = Sum(sum, await Retry(world, part));
            return sum;
        })));

        Assert.Equal("0.264 by 1600 lines, 0 kept", await worlds[0].Charged(account));
        Assert.Equal(3_200, counts.Sum(count => count.Rated + count.Duplicates));
        Assert.InRange(counts.Sum(count => count.Rated), 1_600, 3_200);

        IEnumerable<ReportedEvent> Events(int writer) => Some.Reported(Enumerable.Range(0, 100).Select(n =>
            Some.EventJson($"w{writer}-{n}", account.Value, Some.Noon.AddSeconds(-n))));

        async Task<ChargedCounts> Retry(UsageWorld world, ReportedEvent[] part)
        {
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    return await world.Charging.Charge(account, part, default);
                }
                catch (LedgerBusyException) when (attempt < 20)
                {
                    await Task.Delay(20);
                }
            }
        }
    }

    private static JsonObject Copy(JsonObject json) => json.DeepClone().AsObject();

    private static ChargedCounts Sum(ChargedCounts a, ChargedCounts b) =>
        new(a.Rated + b.Rated, a.Quarantined + b.Quarantined, a.Duplicates + b.Duplicates);
}

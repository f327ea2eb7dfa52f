using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Pricing;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

public sealed class UsageReplayTests(Azurite azurite)
{
    [Fact]
    public async Task An_event_is_charged_once_its_price_is_published()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var service = $"svc-{account.Value}";
        var json = Some.EventJson(account: account.Value, meter: "seconds", quantity: "2");
        json["data"]!["service"] = service;
        await world.Charge(account, json);
        var id = Assert.Single(await world.Kept(account)).Id;

        Assert.Equal("unknown_meter", Reason(await world.Replay.Replay(account, id, default)));
        await world.Publish($"{service}/seconds/USD", Some.Terms(Some.PerUnit("1", "1")));

        Assert.IsType<ReplayResult.Rated>(await world.Replay.Replay(account, id, default));
        Assert.IsType<ReplayResult.Rated>(await world.Replay.Replay(account, id, default));
        Assert.Equal("2 by 1 lines, 0 kept", await world.Charged(account));
        Assert.Equal(new(0, 0, 1), await world.Charge(account, json.DeepClone().AsObject()));
    }

    /// <summary>The process has rated before, and another one has published since.</summary>
    [Fact]
    public async Task An_event_is_charged_at_the_price_of_its_time_though_the_prices_at_hand_are_older()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var card = $"svc-{account.Value}/seconds/USD";
        await world.Publish(card, Some.Terms(Some.PerUnit("1", "1")));
        var time = Some.Noon + RateCard.MinNotice;
        JsonObject now = Seconds("now", Some.Noon), later = Seconds("later", time);
        Assert.Equal(new(1, 1, 0), await world.Charge(account, now, later));
        var id = Assert.Single(await world.Kept(account)).Id;

        await (await UsageWorld.Open(azurite)).Publish(card, Some.Terms(Some.PerUnit("3", "1"), time));
        world.Clock.Advance(RateCard.MinNotice);

        Assert.IsType<ReplayResult.Rated>(await world.Replay.Replay(account, id, default));
        Assert.Equal("8 by 2 lines, 0 kept", await world.Charged(account));

        JsonObject Seconds(string id, DateTimeOffset at)
        {
            var json = Some.EventJson(id, account.Value, at, "2", "seconds");
            json["data"]!["service"] = card.Split('/')[0];
            return json;
        }
    }

    [Fact]
    public async Task An_event_of_an_account_that_has_a_profile_by_now_opens_its_ledger()
    {
        var world = await UsageWorld.Open(azurite);
        var account = SomeLedger.Account("late");
        await world.Charge(account, Some.EventJson(account: account.Value));
        var id = Assert.Single(await world.Kept(account)).Id;
        Assert.Equal("account_unknown", Reason(await world.Replay.Replay(account, id, default)));

        await world.Profiles.Change(account, SomeVoucher.Profile("US", "USD"), null, default);

        Assert.IsType<ReplayResult.Rated>(await world.Replay.Replay(account, id, default));
        Assert.Equal("0.000165 by 1 lines, 0 kept", await world.Charged(account));
    }

    [Fact]
    public async Task An_event_that_stays_in_quarantine_fixes_no_currency()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        await world.Charge(account, Some.EventJson(account: account.Value, meter: "no-such"));
        var id = Assert.Single(await world.Kept(account)).Id;

        Assert.Equal("unknown_meter", Reason(await world.Replay.Replay(account, id, default)));

        Assert.False((await world.Profiles.Find(account, default))!.Profile.IsCurrencyLocked);
    }

    [Fact]
    public async Task An_old_event_is_charged_because_a_person_asked_for_it()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        await world.Charge(account, Some.EventJson(account: account.Value, time: Some.Noon.AddDays(-36)));

        var id = Assert.Single(await world.Kept(account)).Id;

        Assert.IsType<ReplayResult.Rated>(await world.Replay.Replay(account, id, default));
    }

    [Fact]
    public async Task An_event_that_was_charged_meanwhile_only_leaves_quarantine()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var json = Some.EventJson(account: account.Value, time: Some.Noon.AddMinutes(6));
        await world.Charge(account, json.DeepClone().AsObject());
        var id = Assert.Single(await world.Kept(account)).Id;
        Assert.Equal("in_future", Reason(await world.Replay.Replay(account, id, default)));

        world.Clock.Advance(TimeSpan.FromMinutes(2));
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
            await (await World(TimeSpan.FromMinutes(2) + TimeSpan.FromTicks(i))).Replay.Replay(account, id, default)));

        Assert.Contains(results, result => result is ReplayResult.Rated);
        Assert.All(results, result => Assert.True(result is ReplayResult.Rated or ReplayResult.Duplicate, $"{result}"));
        Assert.Equal("0.000165 by 1 lines, 0 kept", await world.Charged(account));
    }

    [Fact]
    public async Task A_process_that_remembers_the_account_finds_what_another_one_kept()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        await world.Charge(account, Some.EventJson(account: account.Value));
        var another = await UsageWorld.Open(azurite);
        await another.Charge(account, Some.EventJson("early", account.Value, Some.Noon.AddMinutes(6)));
        var id = Assert.Single(await world.Kept(account)).Id;

        world.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.IsType<ReplayResult.Rated>(await world.Replay.Replay(account, id, default));
        Assert.Equal("0.00033 by 2 lines, 0 kept", await world.Charged(account));
    }

    [Fact]
    public async Task What_cannot_be_read_or_conflicts_stays_with_its_reason()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        await world.Charge(
            account, Some.EventJson("bad", account.Value, quantity: "-1"), Some.EventJson(account: account.Value));
        await world.Charge(account, Some.EventJson(account: account.Value, quantity: "7"));

        var kept = await world.Kept(account);
        var results = await Task.WhenAll(kept.Select(it => world.Replay.Replay(account, it.Id, default)));

        Assert.Equal(
            ["id_conflict", "quantity_out_of_range"],
            results.Select(Reason).Order());
        Assert.Equal("0.000165 by 1 lines, 2 kept", await world.Charged(account));
    }

    private static string Reason(ReplayResult result) => Assert.IsType<ReplayResult.Refused>(result).Reason;

    private async Task<UsageWorld> World(TimeSpan later)
    {
        var world = await UsageWorld.Open(azurite);
        world.Clock.Advance(later);
        return world;
    }
}

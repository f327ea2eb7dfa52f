using System.Text.Json.Nodes;
using Azure;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

/// <summary>
/// Voids and amendments against storage: together, again, in the wrong order, at once, and with faults.
/// </summary>
public sealed class CorrectionDeskTests(Azurite azurite)
{
    private static readonly ChargedCounts OneReversed = new(0, 0, 0, Reversed: 1);

    [Fact]
    public async Task A_void_gives_back_what_its_original_cost_and_neither_happens_again()
    {
        var (world, account, use) = await UsageWorld.Charged(azurite);

        Assert.Equal(OneReversed, await world.Charge(account, SomeCorrection.Void(use)));
        Assert.Equal(new(0, 0, 1), await world.Charge(account, SomeCorrection.Void(use)));
        Assert.Equal(new(0, 0, 1), await world.Charge(account, Copy(use)));
        Assert.Equal(new(0, 0, 2), await (await UsageWorld.Open(azurite)).Charge(
            account, Copy(use), SomeCorrection.Void(use)));

        Assert.Equal("0 by 1 lines, 0 kept", await world.Charged(account));
        Assert.Equal("0", await Counted(world, account));
    }

    [Fact]
    public async Task An_amendment_charges_its_own_line_instead()
    {
        var (world, account, use) = await UsageWorld.Charged(azurite);
        var amend = SomeCorrection.Amend(use, "3000");

        Assert.Equal(new(1, 0, 0, Reversed: 1), await world.Charge(account, Copy(amend)));
        Assert.Equal(new(0, 0, 2), await world.Charge(account, amend, Copy(use)));

        Assert.Equal("0.000495 by 2 lines, 0 kept", await world.Charged(account));
        Assert.Equal("3000", await Counted(world, account));
        Assert.Equal(OneReversed, await world.Charge(account, SomeCorrection.Void(amend)));
        Assert.Equal("0 by 2 lines, 0 kept", await world.Charged(account));
    }

    [Fact]
    public async Task A_void_finds_its_original_in_the_same_batch_whatever_their_order_and_times()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var use = Some.EventJson(account: account.Value);
        var before = SomeCorrection.Void(use, time: Some.Noon.AddHours(-1));

        Assert.Equal(new(1, 0, 0, Reversed: 1), await world.Charge(account, before, use));

        Assert.Equal("0 by 1 lines, 0 kept", await world.Charged(account));
    }

    [Fact]
    public async Task Of_a_void_and_an_amendment_at_once_one_happens_and_the_other_is_kept()
    {
        var (_, account, use) = await UsageWorld.Charged(azurite);
        var worlds = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => UsageWorld.Open(azurite)));
        foreach (var (i, it) in worlds.Index()) it.Clock.Advance(TimeSpan.FromTicks(i + 1));
        JsonObject[] corrections =
        [
            SomeCorrection.Void(use, "v-1"), SomeCorrection.Amend(use, "3000"), SomeCorrection.Void(use, "v-2"),
            SomeCorrection.Amend(use, "5000", "a-2"),
        ];

        await Task.WhenAll(worlds.Zip(corrections).Select(it => it.First.Charge(account, it.Second)));

        var kept = await worlds[0].Kept(account);
        Assert.Equal(["already_reversed"], kept.Select(it => it.Event.Reason).Distinct());
        Assert.Equal(3, kept.Count);
        var charged = await worlds[0].Charged(account);
        Assert.Contains(charged, (string[])
            ["0 by 1 lines, 3 kept", "0.000495 by 2 lines, 3 kept", "0.000825 by 2 lines, 3 kept"]);
    }

    [Fact]
    public async Task A_correction_happens_once_wherever_it_breaks()
    {
        var tried = 0;
        foreach (var isVoid in new[] { true, false })
            tried += await FaultPlan.TryEach(async plan =>
            {
                var (world, account, use) = await UsageWorld.Charged(azurite);
                var correction = isVoid ? SomeCorrection.Void(use) : SomeCorrection.Amend(use, "3000");
                try
                {
                    var faulty = await UsageWorld.Open(azurite, plan);
                    await faulty.Charge(account, Copy(correction));
                }
                catch (Exception fault) when (
                    fault is RequestFailedException or OperationCanceledException or ProcessKilledException)
                {
                    // The queue saw a failure and delivers it again.
                }

                await world.Charge(account, correction);

                var due = isVoid ? "0 by 1 lines, 0 kept" : "0.000495 by 2 lines, 0 kept";
                Assert.Equal(due, await world.Charged(account));
                Assert.Equal(isVoid ? "0" : "3000", await Counted(world, account));
            });
        Assert.InRange(tried, 100, 400);
    }

    [Fact]
    public async Task A_line_of_a_segment_in_the_second_form_is_taken_back_as_well()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var service = $"svc-{account.Value}";
        var limits = new Billing.Pricing.CallerLimits(
            Quantity.Of(1), Amount.Parse("2", Currency.Usd), null, Currency.Usd);
        await world.Publish($"{service}/calls/USD", Some.Terms(new Billing.Pricing.PriceModel.CallerPriced(limits)));
        var use = Some.EventJson(account: account.Value, meter: "calls", quantity: "3");
        (use["data"]!["service"], use["data"]!["currency"], use["data"]!["unitPrice"]) = (service, "USD", "1.5");
        await world.Charge(account, Copy(use));
        Assert.Equal("4.5 by 1 lines, 0 kept", await world.Charged(account));

        Assert.Equal(OneReversed, await world.Charge(account, SomeCorrection.Void(use)));

        Assert.Equal("0 by 1 lines, 0 kept", await world.Charged(account));
    }

    private static async Task<string> Counted(UsageWorld world, AccountId account) =>
        Assert.Single((await world.Ledger.Load(account, default)).State.Tiers).Value.ToString();

    private static JsonObject Copy(JsonObject json) => json.DeepClone().AsObject();
}

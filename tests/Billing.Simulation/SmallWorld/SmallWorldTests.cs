using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Simulation.Storage;
using Billing.Simulation.Support;
using Billing.TopUps;
using Billing.Vouchers;
using static Billing.Simulation.SmallWorld.SmallScene;

namespace Billing.Simulation.SmallWorld;

/// <summary>
/// Every order in which the storage calls of a few workers can interleave, with every crash of one worker: not a sample
/// of them, all, but for orders that differ by calls that commute.
/// </summary>
public sealed class SmallWorldTests
{
    [Fact]
    public Task Usage_of_two_workers_with_a_duplicate_is_charged_once_whoever_crashes() =>
        Charge([Use(BeforeTheEnd, "e1", "e2"), Use(TheEnd, "e2", "e3")], ["e1", "e2", "e3"], mayCrash: true);

    [Fact]
    public Task Usage_of_two_workers_is_charged_once_while_their_lot_is_swept() =>
        Charge(
            [Use(BeforeTheEnd, "e1", "e2"), Use(BeforeTheEnd, "e2", "e3"), Sweep], ["e1", "e2", "e3"], mayCrash: false);

    [Fact]
    public Task Usage_and_the_sweep_of_its_lot_agree_whoever_crashes() =>
        Charge([Use(BeforeTheEnd, "e1", "e2"), Sweep], ["e1", "e2"], mayCrash: true);

    [Fact]
    public async Task Of_a_void_and_an_amendment_at_once_one_takes_the_use_back()
    {
        var now = AppStory.Start.AddHours(2);
        var use = AppStory.Event(Acme, "e1", AppStory.Start.AddMinutes(5), "ai/calls", "2");
        var other = use.DeepClone().AsObject();
        other["data"]!["quantity"] = "1";
        var store = await Prepare(async story =>
        {
            await story.TopUp(Acme, "25", "USD");
            story.Pass(hours: 1);
            await story.Use(Acme, use);
        });
        Func<TableServiceClient, TableServiceClient, Task> Correct(JsonObject correction) => async (tables, calm) =>
            await (await new SmallWorker(tables, now).Know(calm)).Charging()
                .Charge(Account, AppStory.Read([correction.DeepClone().AsObject()]), default);
        Func<TableServiceClient, TableServiceClient, Task>[] workers =
        [
            Correct(AppStory.Correction(use, "v1", AppStory.Start.AddMinutes(6))),
            Correct(AppStory.Correction(use, "a1", AppStory.Start.AddMinutes(7), other)),
        ];

        var runs = await new Play(store, workers, async (calm, dead) =>
        {
            if (dead >= 0) await workers[dead](calm, calm);
            var observer = await new SmallWorker(calm, now).Know(calm);
            var report = await observer.Auditor.Audit(Account, default);
            Assert.True(report.Ok, $"{report.FirstBroken}");
            var left = Assert.Single((await observer.Ledger.Load(Account, default)).State.Lots).Remaining;
            Assert.Equal((report.Lines == 1 ? Usd("25") : Usd("24.8"), 1), (left, (int)report.Quarantined));
        }).Explore(mayCrash: true);

        Tell(runs);
    }

    [Fact]
    public async Task A_payment_told_by_notice_and_by_poll_at_once_is_credited_once()
    {
        var started = AppStory.Start.AddMinutes(1);
        var topUp = new TopUp(
            TopUpId.Parse("01KMSTQWM000000000000000ZZ"), Account, Usd("25"), PayMethod.VnPay, new("2026-11", started),
            started, started.AddMinutes(15));
        var store = await Prepare(_ => Task.CompletedTask, async app =>
        {
            var buyer = (await app.Get<ProfileTable>().LockCurrency(Account, default))!;
            await app.Get<TopUpDesk>().Open(topUp, buyer, default);
        });
        Func<TableServiceClient, TableServiceClient, Task> Settle(ResultSource source) => (tables, _) =>
            new SmallWorker(tables, started.AddMinutes(1)).TopUps.Settle(
                topUp, new PaymentResult.Paid(topUp.Amount, "tx-1", null), source, default);
        Func<TableServiceClient, TableServiceClient, Task>[] workers =
            [Settle(ResultSource.Notice), Settle(ResultSource.Poll)];

        var runs = await new Play(store, workers, async (calm, dead) =>
        {
            if (dead >= 0) await workers[dead](calm, calm);
            var observer = await new SmallWorker(calm, started).Know(calm);
            Assert.True((await observer.Auditor.Audit(Account, default)).Ok);
            var state = (await observer.Ledger.Load(Account, default)).State;
            Assert.Equal(Usd("25"), Assert.Single(state.Lots).Remaining);
        }).Explore(mayCrash: true);

        Tell(runs);
    }

    [Fact]
    public async Task The_last_use_of_a_code_goes_to_one_of_two_accounts()
    {
        const string Bob = "small-bob";
        var code = VoucherCode.Parse("SMALLLAST1");
        var (now, names) = (AppStory.Start.AddMinutes(1), (string[])[Acme, Bob]);
        var store = await Prepare(story => story.Customer(Bob, "US", "USD"), async app =>
        {
            var campaign = new VoucherCampaign(
                CampaignId.Parse("01KMSTQWM000000000000000CC"), "Last", Usd("10"), [],
                new(AppStory.Start, Ends), default, 30, 1, TotalLimit: 1, [], false, AppStory.Start);
            await app.Get<CampaignTable>().Add(campaign, default);
            await app.Get<VoucherTable>().Issue(code, campaign, null, default);
            foreach (var name in names) await app.Get<ProfileTable>().LockCurrency(AccountId.Parse(name), default);
        });
        Func<TableServiceClient, TableServiceClient, Task> Redeem(int who) => async (tables, calm) =>
        {
            var (worker, owner) = (new SmallWorker(tables, now), AccountId.Parse(names[who]));
            var profile = (await new ProfileTable(calm).Find(owner, default))!.Profile;
            var found = (await new VoucherTable(calm).Find(code, owner, default))!;
            var id = RedemptionId.Parse($"01KMSTQWM00000000000000R0{who}");
            await worker.Redemptions().Redeem(found, profile, id, owner, default);
        };
        Func<TableServiceClient, TableServiceClient, Task>[] workers = [Redeem(0), Redeem(1)];

        var runs = await new Play(store, workers, async (calm, dead) =>
        {
            if (dead >= 0) await workers[dead](calm, calm);
            var observer = await new SmallWorker(calm, now).Know(calm);
            var open = await observer.Vouchers.FindOpen(code.Bucket, DateTimeOffset.MaxValue, 10, default);
            foreach (var it in open) await observer.Grants.Complete(it, default);
            var credits = 0;
            foreach (var name in names)
            {
                var owner = AccountId.Parse(name);
                credits += (await observer.Ledger.Load(owner, default)).State.Lots.Length;
            }
            Assert.Equal(1, credits);
        }).Explore(mayCrash: true);

        Tell(runs);
    }

    /// <summary>A lot that pays for two uses and a half ends; each event is charged once, and nothing else.</summary>
    private static async Task Charge(
        Func<TableServiceClient, TableServiceClient, Task>[] workers, string[] ids, bool mayCrash)
    {
        var store = await Prepare(story => story.Voucher(Acme, "SMALL00001", "0.5", "USD", days: 1));
        var runs = await new Play(store, workers, async (calm, dead) =>
        {
            if (dead >= 0) await workers[dead](calm, calm);
            await Sweep(calm, calm);
            var observer = await new SmallWorker(calm, TheEnd).Know(calm);
            var report = await observer.Auditor.Audit(Account, default);
            Assert.True(report.Ok, $"{report.FirstBroken}");
            Assert.Equal((ids.Length, 0), ((int)report.Lines, (int)report.Quarantined));
            Assert.Empty((await observer.Ledger.Load(Account, default)).State.Lots);
        }).Explore(mayCrash);
        Tell(runs);
    }
}

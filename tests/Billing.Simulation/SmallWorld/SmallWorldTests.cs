using Azure.Data.Tables;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Money;
using Billing.Simulation.Storage;
using Billing.Simulation.Support;
using Billing.TopUps;
using Billing.Usage;
using Billing.Vouchers;

namespace Billing.Simulation.SmallWorld;

/// <summary>
/// Every order in which the storage calls of a few workers can interleave, with every crash of one worker: not a sample
/// of them, all.
/// </summary>
public sealed class SmallWorldTests
{
    private const string Acme = "small-acme";

    private static readonly DateTimeOffset Ends = AppStory.Start.AddDays(1);
    private static readonly DateTimeOffset TheEnd = Ends + Expiry.Grace;
    private static readonly DateTimeOffset BeforeTheEnd = TheEnd.AddTicks(-1);
    private static readonly AccountId Account = AccountId.Parse(Acme);

    [Fact]
    public Task Usage_of_two_workers_with_a_duplicate_is_charged_once_whoever_crashes() =>
        Charge([Use(BeforeTheEnd, "e1", "e2"), Use(TheEnd, "e2", "e3")], ["e1", "e2", "e3"], mayCrash: true);

    /// <summary>Hundreds of thousands of orders: for a long run.</summary>
    [Fact(Explicit = true)]
    public Task Usage_of_two_workers_is_charged_once_while_their_lot_is_swept() =>
        Charge([Use(BeforeTheEnd, "e1", "e2"), Use(BeforeTheEnd, "e2", "e3"), Sweep], ["e1", "e2", "e3"], mayCrash: false);

    [Fact]
    public Task Usage_and_the_sweep_of_its_lot_agree_whoever_crashes() =>
        Charge([Use(BeforeTheEnd, "e1", "e2"), Sweep], ["e1", "e2"], mayCrash: true);

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
        Func<TableServiceClient, TableServiceClient, Task>[] workers = [Settle(ResultSource.Notice), Settle(ResultSource.Poll)];

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
            await app.Get<VoucherTable>().Issue(code, campaign.Id, default);
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

    /// <summary>A lot that pays for two uses and a half ends; each of the events is charged once, and nothing else.</summary>
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

    private static Func<TableServiceClient, TableServiceClient, Task> Use(DateTimeOffset now, params string[] ids) =>
        async (tables, calm) => await (await new SmallWorker(tables, now).Know(calm)).Charging()
            .Charge(Account, Reported(ids), default);

    private static Task Sweep(TableServiceClient tables, TableServiceClient calm) =>
        new SmallWorker(tables, TheEnd).Sweep.Sweep(new(Account, TheEnd, AppStory.Start, default), default);

    private static void Tell(int runs)
    {
        Assert.True(runs > 50, $"{runs} runs");
        Console.WriteLine($"{TestContext.Current.Test!.TestDisplayName}: {runs} runs");
    }

    private static async Task<TableStore> Prepare(Func<AppStory, Task> past, Func<App, Task>? more = null)
    {
        var clock = new SetClock(AppStory.Start);
        var store = new TableStore(clock);
        await using var app = await App.On(store, clock);
        var story = new AppStory(app);
        await story.Customer(Acme, "US", "USD");
        await story.Price("ai", "calls", "USD", """{"prices":[{"model":"perUnit","per":"1","price":"0.2"}]}""");
        await past(story);
        if (more is not null) await more(app);
        return store;
    }

    /// <summary>Events in the last minutes of the lot, each of one call.</summary>
    private static IReadOnlyList<ReportedEvent> Reported(string[] ids)
    {
        var events = ids.Select((id, i) => AppStory.Event(Acme, id, Ends.AddMinutes(id[^1] - 60), "ai/calls", "1"));
        return AppStory.Read(events);
    }

    private static Amount Usd(string text) => Amount.Parse(text, Currency.Usd);
}

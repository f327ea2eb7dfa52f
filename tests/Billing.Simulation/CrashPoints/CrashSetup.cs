using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Pricing;
using Billing.Simulation.World;
using Billing.TopUps;
using Billing.Usage;
using Billing.Vouchers;
using static Billing.Simulation.Support.Answers;

namespace Billing.Simulation.CrashPoints;

/// <summary>The words in which the past of an operation is written; nothing goes wrong in it.</summary>
public static class CrashSetup
{
    public const string Code = "CRASHCODE1";

    private const string Meter = "input-tokens";
    private static int _messages;

    /// <summary>Two customers in Viet Nam, and a price of a thousand dong for each unit.</summary>
    public static void Customers(this CrashScene scene)
    {
        var profiles = new ProfileTable(scene.World.Open);
        foreach (var account in (AccountId[])[CrashScene.First, CrashScene.Second])
            Now(profiles.Change(account, SomeVoucher.Profile("VN", "VND"), null, default));
        Price(scene, Meter);
    }

    public static void Price(this CrashScene scene, string meter)
    {
        var terms = Some.Terms(Some.PerUnit("1000", "1", "VND"));
        var card = Some.Card($"ai-inference/{meter}/VND");
        Now(new RateCardTable(scene.World.Open).Publish(card, it => it.Publish(terms, SimWorld.Begin), default));
    }

    /// <summary>A top-up that waits for its payment.</summary>
    public static TopUp Begun(this CrashScene scene, string dong = "500000", PlanPart? part = null)
    {
        var (id, now) = (TopUpId.Parse(scene.World.NewId(scene.World.Dice)), scene.Now);
        var topUp = new TopUp(
            id, CrashScene.First, Amount.Parse(dong, Currency.Vnd), PayMethod.VnPay, new("2026-11", now), now,
            now + SimGateway.Times.ToPay)
        {
            For = part,
        };
        scene.Persist("top up", worker => worker.Service<TopUpOpening>().Open(topUp, default, default));
        return topUp;
    }

    public static SimPayment Paid(this CrashScene scene, TopUp topUp)
    {
        var payment = scene.World.Gateway.Find(topUp.Id)!;
        payment.Finish(isPaid: true);
        return payment;
    }

    /// <summary>Credit of a top-up.</summary>
    public static void Fund(this CrashScene scene, string dong = "500000")
    {
        var payment = scene.Paid(scene.Begun(dong));
        scene.Persist("settle", worker => worker.Service<TopUpDesk>()
            .Settle(payment.TopUp, payment.State, ResultSource.Notice, default));
    }

    public static VoucherCampaign Campaign(this CrashScene scene, bool isWelcome = false)
    {
        var campaign = SomeVoucher.Campaign("CR", "30000", Currency.Vnd) with
        {
            Redeem = new(SimWorld.Begin.AddDays(-1), SimWorld.Begin.AddDays(9)),
            ValidDays = 1,
            TotalLimit = 2,
            NewAccountsOnly = isWelcome,
        };
        Now(new CampaignTable(scene.World.Open).Add(campaign, default));
        Now(new VoucherTable(scene.World.Open).Issue(VoucherCode.Parse(Code), campaign, null, default));
        scene.Campaigns.Add(Code, campaign);
        return campaign;
    }

    /// <summary>A redemption is counted, and its process dies before it is granted.</summary>
    public static void Reserve(this CrashScene scene)
    {
        var campaign = scene.Campaign();
        var (account, code) = (CrashScene.First, VoucherCode.Parse(Code));
        var table = new VoucherTable(scene.World.Open);
        var found = Now(table.Find(code, account, default))!;
        var who = new Redeemer(account, SomeVoucher.Profile("VN", "VND"), IsNew: false, Lots: 1);
        var id = RedemptionId.Parse(scene.World.NewId(scene.World.Dice));
        var redemption = found.Of(campaign).Redeem(who, null, id, scene.Now);
        Assert.True(redemption.IsAccepted(out var owed, out _));
        Now(table.Reserve(found, owed, default));
    }

    public static JsonObject Event(
        this CrashScene scene, string id, string quantity = "7", AccountId? account = null, string meter = Meter) =>
        Some.EventJson(
            id, (account ?? CrashScene.First).Value, SimWorld.Begin.AddMinutes(-id[^1] % 10), quantity, meter);

    /// <summary>A producer puts events on the queue; they are delivered until nothing is left.</summary>
    public static void Report(this CrashScene scene, params IEnumerable<JsonObject> events)
    {
        var body = Some.Batch(events);
        scene.Events.Note(body, isTaken: true, withFaulty: true);
        scene.World.Bus.Accept(UsageQueue.Name, new ServiceBusMessage(body)
        {
            MessageId = $"put-{Interlocked.Increment(ref _messages)}", SessionId = Lane.Of(CrashScene.First),
        });
        scene.Drain();
    }
}

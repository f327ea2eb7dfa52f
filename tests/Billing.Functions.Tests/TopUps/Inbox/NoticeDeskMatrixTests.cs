using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Inbox;
using static Billing.Functions.Tests.Support.NoticeStory;

namespace Billing.Functions.Tests.TopUps.Inbox;

/// <summary>Every kind of news, delivered in every way that gateways do, ends as it does in order and once.</summary>
public sealed class NoticeDeskMatrixTests(Azurite azurite)
{
    private static readonly string[] Kinds =
    [
        "paid again", "declined", "lapsed", "attempted", "refund", "refund of all", "refunded in all", "refund failed",
        "opened", "withdrawn", "lost", "won", "taken back",
    ];

    private static readonly string[] Ways =
        ["thirty times", "twenty at once", "before the payment", "three days late", "under new ids", "among others"];

    public static TheoryData<string, string> Matrix()
    {
        var cells = new TheoryData<string, string>();
        foreach (var kind in Kinds)
            foreach (var way in Ways) cells.Add(kind, way);
        return cells;
    }

    [Theory, MemberData(nameof(Matrix))]
    public async Task News_ends_as_it_does_once_and_in_order(string kind, string way)
    {
        var (expected, _) = await Play(kind, "once and in order");
        var (end, alerts) = await Play(kind, way);

        Assert.Equal(expected, end);
        Assert.True(alerts <= 1, $"{alerts} alerts of one notice");
    }

    private async Task<(string End, int Alerts)> Play(string kind, string way)
    {
        var (shop, topUp) = await Start(azurite);
        shop.Fake.Says = Paid(topUp).Result!;
        var (paid, news) = (Paid(topUp), News(topUp, Fact(topUp, kind)));
        await Deliver(shop, paid, news, way);
        var stored = await shop.Stored(topUp.Id);
        var held = (await shop.Ledger.Load(shop.Account, default)).State.Held.ToMinor();
        return ($"{stored.Status} credit {await shop.Credit()} held {held}", await Alerts(shop, news));
    }

    private static async Task Deliver(TopUpShop shop, PaymentNews paid, PaymentNews news, string way)
    {
        if (way == "before the payment") await Take(shop, news);
        if (way == "among others")
            foreach (var each in (PaymentNews[])[news, paid, news]) await Take(shop, each);
        if (way == "three days late") shop.Clock.Advance(TimeSpan.FromDays(3.5));
        await Take(shop, paid);
        if (way == "three days late") shop.Clock.Advance(TimeSpan.FromDays(3.5));
        if (way == "twenty at once")
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TakeUntilTaken(shop, news)));
        if (way == "thirty times")
            for (var time = 0; time < 30; time++) await Take(shop, news);
        if (way == "under new ids")
            for (var id = 0; id < 4; id++) await Take(shop, news with { Id = $"{news.Id}-{id}" });
        await Take(shop, news);
    }

    private static PaymentResult Fact(TopUp topUp, string kind)
    {
        var part = Amount.OfMinor(200_000, Currency.Vnd);
        return kind switch
        {
            "paid again" => Paid(topUp).Result!,
            "declined" => new PaymentResult.Declined("24"),
            "lapsed" => new PaymentResult.Lapsed("expired"),
            "attempted" => new PaymentResult.Attempted("card_declined"),
            "refund" => new PaymentResult.Refunded("r1", part),
            "refund of all" => new PaymentResult.Refunded("r1", topUp.Total),
            "refunded in all" => new PaymentResult.RefundedInAll(part),
            "refund failed" => new PaymentResult.RefundFailed("r1", part),
            "opened" => new PaymentResult.Disputed("d1", DisputePhase.Opened, topUp.Total),
            "withdrawn" => new PaymentResult.Disputed("d1", DisputePhase.Withdrawn, topUp.Total),
            "lost" => new PaymentResult.Disputed("d1", DisputePhase.Lost, topUp.Total),
            "won" => new PaymentResult.Disputed("d1", DisputePhase.Won, topUp.Total),
            _ => new PaymentResult.TakenBack(topUp.Total),
        };
    }
}

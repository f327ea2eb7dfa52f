using Billing.Money;
using Billing.Platform;
using Billing.TopUps;
using Billing.TopUps.Gateways;

namespace Billing.Functions.Tests.Support;

/// <summary>A payment through the fake gateway, and refunds of it.</summary>
public static class RefundStory
{
    public static async Task<(TopUpShop Shop, TopUp TopUp)> Paid(Azurite azurite)
    {
        var shop = await TopUpShop.Open(azurite);
        var topUp = await shop.StartedByFake();
        await Settle(shop, topUp, FakeGateway.Paid(topUp.Total, $"capture-{topUp.Id}"));
        return (shop, await shop.Stored(topUp.Id));
    }

    public static Task<TopUpStep> Settle(TopUpShop shop, TopUp topUp, PaymentResult result) =>
        shop.Desk.Settle(topUp, result, ResultSource.Notice, default);

    public static async Task<TopUp> Order(TopUpShop shop, TopUp topUp, long dong)
    {
        var ordered = await shop.Refunds.Order(topUp, New(shop, dong), default);
        Assert.True(ordered.IsAccepted(out var after, out _));
        return after;
    }

    /// <summary>Rings for this customer's polls until none is left, a day at most.</summary>
    public static async Task PollAll(TopUpShop shop)
    {
        for (var run = 0; run < 24; run++)
        {
            shop.Clock.Advance(TimeSpan.FromHours(1));
            var due = await shop.PollsBefore(shop.Clock.GetUtcNow());
            if (due.Count == 0) return;
            foreach (var poll in due) await shop.Polling.Ask(poll, default);
        }
    }

    public static RefundOrder New(TopUpShop shop, long dong) =>
        new(EffectId.New(shop.Clock.GetUtcNow()), Dong(dong), "asked for", "fiona", shop.Clock.GetUtcNow());

    public static Amount Dong(long dong) => Amount.OfMinor(dong, Currency.Vnd);
}

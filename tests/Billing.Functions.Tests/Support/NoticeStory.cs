using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Platform;
using Billing.TopUps;
using Billing.TopUps.Inbox;

namespace Billing.Functions.Tests.Support;

/// <summary>Notices about one top-up, as a gateway sends them and as the timer takes them up again.</summary>
public static class NoticeStory
{
    public static async Task<(TopUpShop Shop, TopUp TopUp)> Start(Azurite azurite)
    {
        var shop = await TopUpShop.Open(azurite);
        return (shop, await shop.StartedByFake());
    }

    public static PaymentNews News(TopUp topUp, PaymentResult? result) =>
        new($"evt-{topUp.Id}-{result?.GetType().Name}", "some.event", SomeTopUp.Now)
        {
            Reference = topUp.Id, Result = result,
        };

    public static PaymentNews Paid(TopUp topUp) => News(topUp, FakeGateway.Paid(topUp.Total, $"capture-{topUp.Id}"));

    public static Task<NoticeOutcome> Take(TopUpShop shop, PaymentNews news) =>
        shop.Notices.Take(PayMethod.Stripe, news, FakeGateway.Body(news), default);

    /// <summary>As a gateway does: again until it is taken.</summary>
    public static async Task<NoticeOutcome> TakeUntilTaken(TopUpShop shop, PaymentNews news)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            try
            {
                return await Take(shop, news);
            }
            catch (FaultException)
            {
                await Task.Delay(20);
            }
        }
        return await Take(shop, news);
    }

    public static async Task Retry(TopUpShop shop, TimeSpan later)
    {
        shop.Clock.Advance(later);
        await shop.RetryNotices();
    }

    /// <summary>How often finance was told of a notice.</summary>
    public static async Task<int> Alerts(TopUpShop shop, PaymentNews news)
    {
        var key = NoticeKey.Of(PayMethod.Stripe, news).ToString();
        var facts = KeyRange.All(LedgerKeys.OutboxRow).Filter(AccountId.Unidentified);
        var told = 0;
        await foreach (var row in shop.Ledger.Rows.QueryAsync<TableEntity>(facts))
            if (row.Any(column => column.Value is string text && text.Contains(key, StringComparison.Ordinal))) told++;
        return told;
    }
}

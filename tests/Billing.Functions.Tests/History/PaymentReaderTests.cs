using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.TopUps;

namespace Billing.Functions.Tests.History;

public sealed class PaymentReaderTests(Azurite azurite)
{
    private static readonly PaymentFilter All = new();

    [Fact]
    public async Task Payments_come_newest_first_and_what_is_no_top_up_is_left_out()
    {
        var payments = await SomePayments.Of(azurite);
        foreach (var number in (int[])[3, 1, 2]) await payments.Add(payments.Make(number));
        await payments.AddOther(4);

        var page = await Reader(payments).Read(payments.Account, All, null, 10, default);

        Assert.Equal([3, 2, 1], page.Payments.Select(it => (it.Date - SomeTopUp.Now).Minutes));
        Assert.Equal("payer-3@example.com", page.Payments[0].Email);
        Assert.Null(page.Next);
    }

    /// <summary>I14: what was there from the first page to the last is shown once, whatever is written
    /// meanwhile.</summary>
    [Fact]
    public async Task Pages_put_together_are_the_history_while_others_pay_and_payments_settle()
    {
        var payments = await SomePayments.Of(azurite);
        var before = Enumerable.Range(1, 40).Select(payments.Make).ToList();
        foreach (var topUp in before) await payments.Add(topUp);

        var (read, newer) = (new List<string>(), 100);
        for (TopUpId? after = null; ;)
        {
            var page = await Reader(payments).Read(payments.Account, All, after, 7, default);
            read.AddRange(page.Payments.Select(it => it.Id));
            await payments.Add(payments.Make(newer++));
            await payments.Change(before[newer % 40].Id, it => it with { Reason = "changed meanwhile" });
            if (page.Next is null) break;
            after = page.Next;
        }

        Assert.Equal(before.Select(it => it.Id.Value).Reverse(), read);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(ShownStatus.Success, null)]
    [InlineData(ShownStatus.Failed, "vnpay")]
    [InlineData(ShownStatus.Pending, "paypal")]
    [InlineData(null, "stripe")]
    public async Task Pages_of_any_filter_are_what_the_filter_finds(ShownStatus? status, string? method)
    {
        var payments = await SomePayments.Of(azurite);
        var all = Enumerable.Range(1, 30).Select(payments.Make).ToList();
        foreach (var topUp in all) await payments.Add(topUp);
        var filter = new PaymentFilter(
            Status: status,
            Method: method is null ? null : new(method),
            From: SomeTopUp.Now.AddMinutes(4),
            Until: SomeTopUp.Now.AddMinutes(25));

        var read = new List<string>();
        for (TopUpId? after = null; ;)
        {
            var page = await Reader(payments).Read(payments.Account, filter, after, 2, default);
            read.AddRange(page.Payments.Select(it => it.Id));
            if (page.Next is null) break;
            after = page.Next;
        }

        var expected = all.Where(it => (status is null || it.Shown == status)
            && (method is null || it.Method.Value == method)
            && it.StartedAt >= filter.From && it.StartedAt < filter.Until);
        Assert.Equal(expected.Select(it => it.Id.Value).Reverse(), read);
        Assert.NotEmpty(read);
    }

    [Fact]
    public async Task Payments_of_plans_are_no_top_ups()
    {
        var payments = await SomePayments.Of(azurite);
        await payments.Add(payments.Make(1));

        var page = await Reader(payments).Read(payments.Account, new(PaymentKind.Plan), null, 10, default);

        Assert.Empty(page.Payments);
        Assert.Null(page.Next);
    }

    private static PaymentReader Reader(SomePayments payments) =>
        new(payments.TopUps, new(payments.Ledger), payments.Documents);
}

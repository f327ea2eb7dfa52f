using Billing.Functions.Tests.Support;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Money;
using static Billing.Functions.Tests.Support.RefundStory;

namespace Billing.Functions.Tests.Invoices;

/// <summary>
/// The usage of top-up credit, month by month, where supplies are taxed; the months of the shop are those of Vietnam.
/// </summary>
public sealed class UsageDraftsTests(Azurite azurite)
{
    private static readonly LegalEntities Supply = SomeInvoices.With("VN", TaxPoint.Supply);

    /// <summary>It may look between the task and the state of an account's first document.</summary>
    [Fact]
    public async Task The_timer_never_ends_the_usage_of_an_account_whose_tax_point_is_not_known_yet()
    {
        var shop = await TopUpShop.Open(azurite);
        var office = await InvoiceOffice.Open(azurite, shop.Clock, Supply);
        var now = shop.Clock.GetUtcNow();
        await office.Tasks.Add(new(shop.Account, InvoiceNews.Usage, InvoiceNews.Usage, "", now), default);

        await office.Sweep();

        var waiting = new List<InvoiceTask>();
        foreach (var bucket in InvoiceTaskTable.Buckets)
            await foreach (var task in office.Tasks.Due(bucket, now.AddHours(1), default)) waiting.Add(task);
        Assert.Contains(waiting, task => task.Account == shop.Account && task.Kind == InvoiceNews.Usage);
    }

    [Fact]
    public async Task A_month_is_documented_once_it_is_over_and_what_is_left_of_a_dong_goes_to_the_next()
    {
        var (shop, _) = await Paid(azurite);
        var office = await InvoiceOffice.Open(azurite, shop.Clock, Supply);
        await office.Deliver(shop.Account);
        await Spend(shop, "1100.75", "a");
        await office.Sweep();
        Assert.Equal("R TopUp 500000 elsewhere", await office.Shown(shop.Account));

        await MonthEnds(shop, office, 12);
        await Spend(shop, "550.5", "b");
        await MonthEnds(shop, office, 13);
        await MonthEnds(shop, office, 14);

        Assert.Equal(
            "R TopUp 500000 elsewhere; I ServiceUsage 1100 tax 100; I ServiceUsage 551 tax 50",
            await office.Shown(shop.Account));
        var months = (await office.All(shop.Account)).Skip(1).Select(it => it.Document).ToList();
        Assert.Equal(["2026-11", "2026-12"], months.Select(month => month.Month.ToString()));
        Assert.Equal(["-0.75", "0.5"], months.Select(month => month.Sheet.Residue.ToDecimalString()));
        Assert.All(months, month => Assert.True(month.IsPrepaid));
        Assert.Equal(DemandStatus.Paid, Demand.Of((await office.All(shop.Account))[1], plan: null)!.Status);
    }

    [Fact]
    public async Task Months_that_were_slept_through_are_documented_one_by_one()
    {
        var (shop, _) = await Paid(azurite);
        var office = await InvoiceOffice.Open(azurite, shop.Clock, Supply);
        await office.Deliver(shop.Account);
        await Spend(shop, "1000", "a");
        shop.Clock.Advance(TimeSpan.FromDays(31));
        await Spend(shop, "2000", "b");
        shop.Clock.Advance(TimeSpan.FromDays(200));

        await office.Sweep();
        await office.Sweep();

        Assert.Equal(
            "R TopUp 500000 elsewhere; I ServiceUsage 1000 tax 91; I ServiceUsage 2000 tax 182",
            await office.Shown(shop.Account));
    }

    [Fact]
    public async Task What_vouchers_paid_is_taken_off()
    {
        var (shop, _) = await Paid(azurite);
        var office = await InvoiceOffice.Open(azurite, shop.Clock, Supply);
        await office.Deliver(shop.Account);
        var now = shop.Clock.GetUtcNow();
        await Commit(shop, _ => new LedgerEntry(now)
        {
            Movements = [new MovementFact.VoucherGranted("r", "spring", Dong(400), now.AddDays(-1), null, [])],
        });
        await Spend(shop, "1500", "a");

        await MonthEnds(shop, office, 12);

        var usage = (await office.All(shop.Account))[^1].Document;
        Assert.Equal(
            "ServiceUsage 1500, PaidByVouchers -400",
            string.Join(", ", usage.Sheet.Lines.Select(it => $"{it.Kind} {it.Amount.ToDecimalString()}")));
        Assert.Equal((Dong(1100), Dong(100)), (usage.Total, usage.Sheet.Tax));
    }

    [Fact]
    public async Task Where_payments_are_taxed_usage_is_not_documented_again()
    {
        var (shop, _) = await Paid(azurite);
        var office = await InvoiceOffice.Open(azurite, shop.Clock);
        await office.Deliver(shop.Account);
        await Spend(shop, "1500", "a");

        await MonthEnds(shop, office, 12);

        Assert.Equal("R TopUp 500000 tax 45455", await office.Shown(shop.Account));
    }

    /// <summary>Half an hour after a month of 2026, counted on from it, begins in Vietnam the timer runs.</summary>
    private static async Task MonthEnds(TopUpShop shop, InvoiceOffice office, int month)
    {
        var begins = new DateTimeOffset(2026, 1, 1, 0, 30, 0, TimeSpan.FromHours(7)).AddMonths(month - 1);
        shop.Clock.Advance(begins.ToUniversalTime() - shop.Clock.GetUtcNow());
        await office.Sweep();
    }

    private static Task<bool> Spend(TopUpShop shop, string dong, string id) => Commit(shop, head => SomeLedger.Spending(
        head.State, Amount.Parse(dong, Currency.Vnd), head.TimeOf(shop.Clock.GetUtcNow()), id));

    private static Task<bool> Commit(TopUpShop shop, Func<AccountHead, LedgerEntry> entry) =>
        new LedgerDesk(shop.Ledger, TimeProvider.System, new(1)).Decide(
            shop.Account, (head, _) => Task.FromResult(new Decision<bool>(true, entry(head))), default);
}

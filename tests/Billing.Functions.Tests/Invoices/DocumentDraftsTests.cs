using Billing.Functions.Tests.Support;
using Billing.Invoices;
using Billing.Plans;
using Billing.TopUps;
using static Billing.Functions.Tests.Support.RefundStory;

namespace Billing.Functions.Tests.Invoices;

/// <summary>
/// What payments and plans come to on paper. Each document: its series, its first line, total, tax and what was taken
/// back of it.
/// </summary>
public sealed class DocumentDraftsTests(Azurite azurite)
{
    [Fact]
    public async Task A_top_up_has_one_receipt_with_the_tax_in_it_however_often_it_is_told()
    {
        var (shop, topUp) = await Paid(azurite);
        var office = await Office(shop);

        await office.Deliver(shop.Account);
        await office.Work.Take(Again(shop, topUp), default);
        await office.Work.Take(Again(shop, topUp), default);

        Assert.Equal("R TopUp 500000 tax 45455", await office.Shown(shop.Account));
        var receipt = (await office.All(shop.Account)).Single().Document;
        Assert.Equal((topUp.Id.Value, "Shopper"), (receipt.Payment!.PaymentId, receipt.Buyer.Name));
        Assert.Equal(InvoiceStatus.Ready, receipt.Status);
    }

    [Fact]
    public async Task Refunds_are_credit_notes_that_take_back_the_receipts_tax()
    {
        var (shop, topUp) = await Paid(azurite);
        var office = await Office(shop);
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await Order(shop, topUp, 200_000);
        await office.Deliver(shop.Account);
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await Order(shop, topUp, 300_000);
        await office.Deliver(shop.Account);

        Assert.Equal(
            "R TopUp 500000 tax 45455 less 500000; C Refund 200000 tax 18182; C Refund 300000 tax 27273",
            await office.Shown(shop.Account));
        var all = await office.All(shop.Account);
        Assert.All(all.Skip(1), note => Assert.Equal(all[0].Document.Number, note.Document.Corrects!.Number));
    }

    [Fact]
    public async Task A_lost_dispute_is_a_credit_note_and_a_won_one_after_it_a_document_of_its_own()
    {
        var (shop, topUp) = await Paid(azurite);
        var office = await Office(shop);
        foreach (var phase in (DisputePhase[])[DisputePhase.Opened, DisputePhase.Withdrawn, DisputePhase.Won])
        {
            shop.Clock.Advance(TimeSpan.FromMinutes(1));
            await Settle(shop, topUp, new PaymentResult.Disputed("d-1", phase, topUp.Total));
            await office.Deliver(shop.Account);
        }

        Assert.Equal(
            "R TopUp 500000 tax 45455; C Chargeback 500000 tax 45455; R Reinstated 500000 tax 45455",
            await office.Shown(shop.Account));
    }

    [Fact]
    public async Task A_plan_that_is_paid_through_a_gateway_is_taxed_by_its_receipt_alone()
    {
        var (shop, plan) = await PaidPlan();
        var office = await Office(shop);

        await office.Deliver(shop.Account);

        Assert.Equal(
            "I PlanPrice 500000 elsewhere; R PlanPrice 500000 tax 45455", await office.Shown(shop.Account));
        var invoice = (await office.All(shop.Account))[0];
        Assert.Equal(plan.InvoiceOf(plan.Instalments[0]), invoice.Document.Id);
        Assert.Equal(DemandStatus.Paid, Demand.Of(invoice, await shop.Stored(plan))!.Status);
    }

    [Fact]
    public async Task Where_supplies_are_taxed_the_plans_invoice_states_the_tax_and_the_receipt_does_not()
    {
        var (shop, _) = await PaidPlan();
        var office = await Office(shop, SomeInvoices.With("VN", TaxPoint.Supply));

        await office.Deliver(shop.Account);

        Assert.Equal(
            "I PlanPrice 500000 tax 45455; R PlanPrice 500000 elsewhere", await office.Shown(shop.Account));
    }

    [Theory]
    [InlineData(TaxPoint.Payment, "R TopUp 800000 tax 72727; I PlanPrice 500000 elsewhere")]
    [InlineData(TaxPoint.Supply, "R TopUp 800000 elsewhere; I PlanPrice 500000 tax 45455")]
    public async Task Credit_that_pays_a_plan_is_taxed_once(TaxPoint point, string documents)
    {
        var shop = await TopUpShop.Open(azurite);
        await shop.Fund(800_000);
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var plan = await shop.Confirmed();
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await shop.Pay(plan, "balance");
        var office = await Office(shop, SomeInvoices.With("VN", point));

        await office.Deliver(shop.Account);

        Assert.Equal($"{documents}; R PlanPrice 500000 elsewhere", await office.Shown(shop.Account));
    }

    [Fact]
    public async Task An_instalment_that_is_asked_for_no_more_is_taken_back()
    {
        var shop = await TopUpShop.Open(azurite);
        var plan = await shop.Confirmed();
        var office = await Office(shop);
        await office.Deliver(shop.Account);
        shop.Clock.Advance(TimeSpan.FromHours(1));

        await shop.Apply(plan, new PlanFact.Cancelled("asked", "cora", IsCustomers: true));
        await office.Deliver(shop.Account);

        Assert.Equal(
            "I PlanPrice 500000 elsewhere less 500000; C Withdrawn 500000 elsewhere", await office.Shown(shop.Account));
        var invoice = (await office.All(shop.Account))[0];
        Assert.Equal(DemandStatus.Withdrawn, Demand.Of(invoice, await shop.Stored(plan))!.Status);
    }

    [Fact]
    public async Task An_accounts_tax_point_stays_what_it_was_when_its_company_changes_its_own()
    {
        var shop = await TopUpShop.Open(azurite);
        await shop.Fund(500_000);
        await (await Office(shop)).Deliver(shop.Account);
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await shop.Fund(600_000);

        var later = await Office(shop, SomeInvoices.With("VN", TaxPoint.Supply));
        await later.Deliver(shop.Account);

        Assert.Equal("R TopUp 500000 tax 45455; R TopUp 600000 tax 54545", await later.Shown(shop.Account));
    }

    [Fact]
    public async Task A_receipt_names_who_paid_though_the_profile_was_edited_before_it_was_drafted()
    {
        var (shop, _) = await Paid(azurite);
        var renamed = (await shop.Profiles.Find(shop.Account, default))!.Profile with { Name = "Another" };
        await shop.Profiles.Change(shop.Account, renamed, null, default);
        var office = await Office(shop);

        await office.Deliver(shop.Account);

        Assert.Equal("Shopper", (await office.All(shop.Account)).Single().Document.Buyer.Name);
    }

    [Fact]
    public async Task An_issued_document_keeps_the_buyer_of_its_day()
    {
        var (shop, _) = await Paid(azurite);
        var office = await Office(shop);
        await office.Deliver(shop.Account);
        var before = (await office.All(shop.Account)).Single();

        var renamed = (await shop.Profiles.Find(shop.Account, default))!.Profile with { Name = "Another" };
        await shop.Profiles.Change(shop.Account, renamed, null, default);
        await office.Deliver(shop.Account);
        await office.Sweep();

        var after = (await office.All(shop.Account)).Single();
        Assert.Equal(("Shopper", before.Document.Number), (after.Document.Buyer.Name, after.Document.Number));
    }

    private async Task<(TopUpShop Shop, Plan Plan)> PaidPlan()
    {
        var shop = await TopUpShop.Open(azurite);
        var plan = await shop.Confirmed();
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var paying = await shop.Paying(plan);
        await Settle(shop, paying, FakeGateway.Paid(paying.Total, $"capture-{paying.Id}"));
        return (shop, plan);
    }

    private Task<InvoiceOffice> Office(TopUpShop shop, LegalEntities? entities = null) =>
        InvoiceOffice.Open(azurite, shop.Clock, entities);

    private static Billing.Notices.Notice Again(TopUpShop shop, TopUp topUp) => new(
        shop.Account, 99, TopUpFacts.Settled, topUp.SettledAt!.Value, $$"""{"paymentId":"{{topUp.Id}}"}""");
}

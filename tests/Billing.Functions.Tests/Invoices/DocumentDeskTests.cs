using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Invoices;
using Billing.Notices;
using Billing.TopUps;
using static Billing.Functions.Tests.Support.RefundStory;

namespace Billing.Functions.Tests.Invoices;

public sealed class DocumentDeskTests(Azurite azurite)
{
    [Fact]
    public async Task Its_account_learns_once_that_a_document_is_ready()
    {
        var (shop, topUp) = await Paid(azurite);
        var office = await InvoiceOffice.Open(azurite, shop.Clock);
        await office.Deliver(shop.Account);
        await office.Work.Take(
            new(
                shop.Account, 99, TopUpFacts.Settled, topUp.SettledAt!.Value, $$"""{"paymentId":"{{topUp.Id}}"}"""),
            default);

        var outbox = new OutboxTable(await azurite.Tables(), shop.Ledger);
        var told = (await outbox.Waiting(shop.Account, default))
            .Select(row => OutboxTable.Read(shop.Account, row).Fact).ToList();

        Assert.Equal([InvoiceNews.Ready], told.Select(fact => fact.Kind));
        Assert.Equal(
            (await office.All(shop.Account)).Single().Document.Id.Value, InvoiceNews.Text(told[0].Body, "invoiceId"));
    }

    [Fact]
    public async Task A_payment_shows_how_far_its_receipt_is()
    {
        var (shop, _) = await Paid(azurite);
        var office = await InvoiceOffice.Open(azurite, shop.Clock);
        var payments = new PaymentReader(shop.TopUps, new(shop.Ledger), office.Documents);
        Assert.Equal(InvoiceStatus.Processing, await Status());

        await office.Deliver(shop.Account);

        Assert.Equal(InvoiceStatus.Ready, await Status());

        async Task<InvoiceStatus?> Status() =>
            (await payments.Read(shop.Account, new(), null, 10, default)).Payments.Single().InvoiceStatus;
    }
}

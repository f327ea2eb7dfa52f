using Billing.Functions.Tests.Support;
using Billing.Invoices;
using Billing.Platform;
using Billing.TopUps;
using Microsoft.AspNetCore.Mvc;
using static Billing.Functions.Tests.Support.RefundStory;

namespace Billing.Functions.Tests.Invoices;

public sealed class CorrectInvoiceTests(Azurite azurite)
{
    private const string Least = """{"amount":{"amount":"100000","currency":"VND"},"reason":"billed twice"}""";

    [Fact]
    public async Task A_correction_is_a_credit_note_and_moves_no_money()
    {
        var (shop, office, receipt) = await Receipt();
        var effect = EffectId.New(shop.Clock.GetUtcNow());

        var first = await Correct(shop, office, receipt, Least, effect);
        var again = await Correct(shop, office, receipt, Least, effect);

        Assert.Equal((201, 201), (Status(first), Status(again)));
        Assert.Equal(
            "R TopUp 500000 tax 45455 less 100000; C Correction 100000 tax 9091", await office.Shown(shop.Account));
        Assert.Equal(500_000, await shop.Credit());
        var note = (await office.All(shop.Account))[1].Document;
        Assert.Equal(("billed twice", InvoiceStatus.Ready), (note.Reason, note.Status));
    }

    [Theory]
    [InlineData("""{"amount":{"amount":"500001","currency":"VND"},"reason":"x"}""", "422 invalid")]
    [InlineData("""{"amount":{"amount":"0","currency":"VND"},"reason":"x"}""", "422 invalid")]
    [InlineData("""{"amount":{"amount":"0.5","currency":"VND"},"reason":"x"}""", "422 invalid")]
    [InlineData("""{"amount":{"amount":"5","currency":"USD"},"reason":"x"}""", "422 invalid")]
    [InlineData("""{"amount":{"amount":"5","currency":"VND"}}""", "422 invalid")]
    [InlineData("{}", "422 invalid")]
    public async Task More_than_is_left_and_what_cannot_be_paid_is_refused(string body, string expected)
    {
        var (shop, office, receipt) = await Receipt();

        Assert.Equal(expected, (await Correct(shop, office, receipt, body)).Summary());
        Assert.Equal("R TopUp 500000 tax 45455", await office.Shown(shop.Account));
    }

    [Fact]
    public async Task A_refund_after_a_correction_documents_what_is_left()
    {
        var (shop, office, receipt) = await Receipt();
        await Correct(shop, office, receipt, Least);
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await Order(shop, (await shop.TopUps.Find(shop.Account, Id(receipt), default))!.TopUp, 500_000);
        await office.Deliver(shop.Account);

        Assert.Equal(
            "R TopUp 500000 tax 45455 less 500000; C Correction 100000 tax 9091; C Refund 400000 tax 36364",
            await office.Shown(shop.Account));
    }

    [Fact]
    public async Task What_lets_a_document_stand_again_is_not_corrected_beside_it()
    {
        var (shop, office, receipt) = await Receipt();
        var topUp = (await shop.TopUps.Find(shop.Account, Id(receipt), default))!.TopUp;
        foreach (var phase in (DisputePhase[])[DisputePhase.Opened, DisputePhase.Withdrawn, DisputePhase.Won])
        {
            shop.Clock.Advance(TimeSpan.FromMinutes(1));
            await Settle(shop, topUp, new PaymentResult.Disputed("d-1", phase, topUp.Total));
            await office.Deliver(shop.Account);
        }
        var again = (await office.All(shop.Account))[2];

        Assert.Equal("409 is_correction", (await Correct(shop, office, again, Least)).Summary());
        Assert.Equal(201, Status(await Correct(shop, office, receipt, Least)));
    }

    [Fact]
    public async Task A_credit_note_is_not_corrected_and_nothing_is_no_document()
    {
        var (shop, office, receipt) = await Receipt();
        await Correct(shop, office, receipt, Least);
        var note = (await office.All(shop.Account))[1];

        Assert.Equal("409 is_correction", (await Correct(shop, office, note, Least)).Summary());
        var nobody = SomeLedger.Account("nobody").Value;
        Assert.Equal("404 not_found", (await Verb(office, shop).Run(
            Request(Least, EffectId.New(shop.Clock.GetUtcNow())), nobody, note.Document.Id.Value, default)).Summary());
    }

    private async Task<(TopUpShop, InvoiceOffice, StoredDocument)> Receipt()
    {
        var (shop, _) = await Paid(azurite);
        var office = await InvoiceOffice.Open(azurite, shop.Clock);
        await office.Deliver(shop.Account);
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        return (shop, office, (await office.All(shop.Account)).Single());
    }

    private static Task<IActionResult> Correct(
        TopUpShop shop, InvoiceOffice office, StoredDocument document, string body, string? effect = null)
    {
        var request = Request(body, effect ?? EffectId.New(shop.Clock.GetUtcNow()));
        return Verb(office, shop).Run(request, shop.Account.Value, document.Document.Id.Value, default);
    }

    private static Microsoft.AspNetCore.Http.HttpRequest Request(string body, string effect)
    {
        var request = SomeRequest.Json(body);
        request.HttpContext.SetEffectId(effect);
        return request;
    }

    private static CorrectInvoice Verb(InvoiceOffice office, TopUpShop shop) =>
        new(office.Documents, office.Drafts, office.Tasks, office.Work, shop.Clock);

    private static Billing.TopUps.TopUpId Id(StoredDocument receipt) =>
        Billing.TopUps.TopUpId.Parse(receipt.Document.Payment!.PaymentId);

    private static int? Status(IActionResult answer) => Assert.IsType<ObjectResult>(answer).StatusCode;
}

using Azure.Data.Tables;
using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using static Billing.Functions.Tests.Support.RefundStory;

namespace Billing.Functions.Tests.Invoices;

public sealed class GetInvoicePdfTests(Azurite azurite)
{
    [Fact]
    public async Task A_receipt_is_printed_in_the_language_of_the_account_or_as_asked()
    {
        var (shop, topUp) = await Paid(azurite);
        var office = await InvoiceOffice.Open(azurite, shop.Clock);
        await office.Deliver(shop.Account);
        var receipt = (await office.All(shop.Account)).Single().Document;
        var verb = await Verb(office, shop);

        var own = await Printed(verb, shop.Account, receipt.Id, "");
        var english = await Printed(verb, shop.Account, receipt.Id, "?language=en");

        Assert.Equal(("application/pdf", $"{receipt.Number}.pdf"), (own.ContentType, own.FileDownloadName));
        Assert.Contains("Biên lai", ReadPdf.Of(own.FileContents).Text, StringComparison.Ordinal);
        Assert.Contains($"Receipt {receipt.Number}", ReadPdf.Of(english.FileContents).Text, StringComparison.Ordinal);
        Assert.Contains(topUp.Id.Value, ReadPdf.Of(english.FileContents).Text, StringComparison.Ordinal);
        Assert.Equal("404 not_found", (await Ask(verb, "somebody", receipt.Id)).Summary());
        Assert.Equal("422 invalid", (await Ask(verb, shop.Account.Value, receipt.Id, "?language=fr")).Summary());
    }

    [Fact]
    public async Task A_document_without_a_number_is_asked_for_again_later()
    {
        var (shop, _) = await Paid(azurite);
        var office = await InvoiceOffice.Open(azurite, shop.Clock);
        var draft = SomeDocument.Receipt() with { Account = shop.Account, Number = null, IssuedAt = null };
        await office.Documents.Add(draft, default);

        var answer = await Ask(await Verb(office, shop), shop.Account.Value, draft.Id);

        var services = new ServiceCollection().AddLogging().AddMvcCore().Services.BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };
        await http.Answer(answer);
        Assert.Equal((409, "5"), (http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString()));
    }

    private async Task<GetInvoicePdf> Verb(InvoiceOffice office, TopUpShop shop)
    {
        TableServiceClient tables = await azurite.Tables();
        return new(office.Documents, new PreferencesTable(tables, shop.Profiles));
    }

    private static async Task<FileContentResult> Printed(
        GetInvoicePdf verb, AccountId account, DocumentId id, string query) =>
        Assert.IsType<FileContentResult>(await Ask(verb, account.Value, id, query));

    private static Task<IActionResult> Ask(GetInvoicePdf verb, string account, DocumentId id, string query = "") =>
        verb.Run(SomeRequest.Query(query), account, id.Value, default);
}

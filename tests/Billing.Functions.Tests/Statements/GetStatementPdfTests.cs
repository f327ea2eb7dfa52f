using Azure.Data.Tables;
using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Statements;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.Statements;

public sealed class GetStatementPdfTests(Azurite azurite)
{
    [Theory]
    [InlineData("VN", "VND", "", "Sao kê tài khoản 2026-01")]
    [InlineData("JP", "JPY", "", "ご利用明細書 2026-01")]
    [InlineData("JP", "JPY", "?language=en", "Account statement 2026-01")]
    public async Task It_is_printed_in_the_language_of_the_account_or_as_asked(
        string country, string currency, string query, string title)
    {
        var (shop, verb) = await Open();
        var account = await shop.Customer(country, currency);

        var file = Assert.IsType<FileContentResult>(
            await verb.Run(SomeRequest.Query(query), account.Value, "2026-01", default));

        Assert.Equal(
            ("application/pdf", $"statement-{account}-2026-01.pdf"), (file.ContentType, file.FileDownloadName));
        Assert.Equal(title, ReadPdf.Of(file.FileContents).Pages[0][0]);
    }

    [Fact]
    public async Task What_has_no_statement_has_no_file()
    {
        var (shop, verb) = await Open();
        var account = await shop.Customer("VN", "VND");

        async Task<string> Ask(AccountId of, string month, string query = "") =>
            (await verb.Run(SomeRequest.Query(query), of.Value, month, default)).Summary();

        Assert.Equal("404 not_found", await Ask(account, "2026-13"));
        Assert.Equal("404 not_found", await Ask(SomeLedger.Account(), "2026-01"));
        Assert.Equal("422 invalid", await Ask(account, "2999-12"));
        Assert.Equal("422 invalid", await Ask(account, "2026-01", "?language=fr"));
    }

    private async Task<(VoucherShop Shop, GetStatementPdf Verb)> Open()
    {
        var shop = await VoucherShop.Open(azurite);
        TableServiceClient tables = await azurite.Tables();
        var desk = new StatementDesk(shop.Ledger, shop.Profiles, new(shop.Ledger, new(shop.Ledger)));
        return (shop, new(desk, shop.Profiles, new PreferencesTable(tables, shop.Profiles), shop.Clock));
    }
}

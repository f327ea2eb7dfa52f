using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Platform;
using Billing.TopUps;
using Microsoft.AspNetCore.Mvc;
using static Billing.Functions.Tests.Support.RefundStory;

namespace Billing.Functions.Tests.Invoices;

public sealed class GetInvoicesTests(Azurite azurite)
{
    [Fact]
    public async Task Pages_put_together_are_all_documents_newest_first()
    {
        var (shop, office) = await Two();

        var (ids, cursor) = (new List<string>(), "");
        for (var page = 0; page < 4; page++)
        {
            var body = await List(shop, $"?limit=1{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            ids.AddRange(body.GetProperty("items").EnumerateArray()
                .Select(it => it.GetProperty("invoiceId").GetString()!));
            if (body.GetProperty("next").GetString() is not { } next) break;
            cursor = next;
        }

        Assert.Equal((await office.All(shop.Account)).Reverse().Select(it => it.Document.Id.Value), ids);
        Assert.Equal(3, ids.Count);
    }

    [Theory]
    [InlineData("?kind=receipt", 1)]
    [InlineData("?kind=creditNote", 2)]
    [InlineData("?kind=invoice", 0)]
    [InlineData("?status=ready", 3)]
    [InlineData("?status=processing", 0)]
    [InlineData("?from=2026-11-22", 3)]
    [InlineData("?from=2026-11-22T05:00:30Z", 2)]
    [InlineData("?from=2026-11-22T05:00:30Z&to=2026-11-22T05:01:30Z", 1)]
    [InlineData("?to=2026-11-22", 0)]
    public async Task Filters_leave_what_they_say(string query, int count)
    {
        var (shop, _) = await Two();

        Assert.Equal(count, (await List(shop, query)).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task One_document_is_read_whole_by_its_own_account()
    {
        var (shop, office) = await Two();
        var receipt = (await office.All(shop.Account))[0].Document;
        var verb = new GetInvoice(office.Documents, new(new(shop.Ledger)));

        var found = VoucherShop.Body(
            await verb.Run(SomeRequest.Query(""), shop.Account.Value, receipt.Id.Value, default));
        var other = await verb.Run(SomeRequest.Query(""), "somebody", receipt.Id.Value, default);

        Assert.Equal(receipt.Number!.Value.Value, found.GetProperty("number").GetString());
        Assert.Equal("45455", found.GetProperty("taxes")[0].GetProperty("amount").GetProperty("amount").GetString());
        Assert.Equal("500000", found.GetProperty("credited").GetProperty("amount").GetString());
        Assert.Equal("404 not_found", other.Summary());
    }

    [Theory]
    [InlineData("?kind=paper", "422 invalid")]
    [InlineData("?from=2026-12-01&to=2026-11-01", "422 invalid")]
    [InlineData("?cursor=x", "400 bad_cursor")]
    public async Task A_query_that_breaks_a_rule_is_refused(string query, string expected)
    {
        var (shop, _) = await Two();

        Assert.Equal(expected, (await Verb(shop).Run(SomeRequest.Query(query), shop.Account.Value, default)).Summary());
    }

    /// <summary>A receipt and two refunds, a minute after each other.</summary>
    private async Task<(TopUpShop Shop, InvoiceOffice Office)> Two()
    {
        var (shop, topUp) = await Paid(azurite);
        var office = await InvoiceOffice.Open(azurite, shop.Clock);
        foreach (var dong in (long[])[200_000, 300_000])
        {
            shop.Clock.Advance(TimeSpan.FromMinutes(1));
            await Order(shop, topUp, dong);
        }
        await office.Deliver(shop.Account);
        _tables ??= await azurite.Tables();
        return (shop, office);
    }

    private async Task<JsonElement> List(TopUpShop shop, string query) =>
        VoucherShop.Body(await Verb(shop).Run(SomeRequest.Query(query), shop.Account.Value, default));

    private GetInvoices Verb(TopUpShop shop) =>
        new(new(_tables!), new(new(shop.Ledger)), new(_tables!, shop.Profiles));

    private Azure.Data.Tables.TableServiceClient? _tables;
}

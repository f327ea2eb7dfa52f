using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.TopUps;
using Billing.TopUps.BankTransfers;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.TopUps.BankTransfers;

public sealed class GetBankTransfersTests(Azurite azurite)
{
    private const int Year = 2011;

    [Fact]
    public async Task Pages_put_together_are_all_transfers_newest_day_first_while_others_arrive()
    {
        var office = await TransferOffice.Open(azurite);
        var days = Enumerable.Range(1, 9).Select(day => new DateOnly(Year, 3, day / 2 + 1)).ToList();
        foreach (var day in days) await Add(office, day);
        var (seen, cursor) = (new List<TransferView>(), "");
        do
        {
            var page = await Page(office, $"from={Year}-03-01&to={Year}-03-31&limit=2{cursor}");
            seen.AddRange(page.Items);
            cursor = page.Next is { } next ? $"&cursor={next}" : "";
            await Add(office, new(Year, 3, 31));
        }
        while (cursor.Length > 0);

        Assert.Equal(
            days.OrderDescending().Select(CalendarDay.Format), seen.Select(transfer => transfer.ReceivedOn));
        Assert.Equal(9, seen.DistinctBy(transfer => transfer.TransactionId).Count());
    }

    [Theory]
    [InlineData("", "2011-05-03 2011-05-02 2011-05-01")]
    [InlineData("&status=unmatched", "2011-05-03 2011-05-01")]
    [InlineData("&status=applied", "2011-05-02")]
    [InlineData("&status=awaitingApproval", "")]
    public async Task Filters_hold_together(string filter, string expected)
    {
        var office = await TransferOffice.Open(azurite);
        foreach (var day in (int[])[1, 2, 3])
            await Add(
                office, new(Year, 5, day), day == 2 ? TransferStatus.Applied : TransferStatus.Unmatched, $"F{day}");

        var page = await Page(office, $"from={Year}-05-01&to={Year}-05-03{filter}");

        Assert.Equal(expected, string.Join(' ', page.Items.Select(transfer => transfer.ReceivedOn)));
    }

    [Theory]
    [InlineData("?status=lost", "status:invalid")]
    [InlineData("?from=yesterday&to=2011-13-01", "from:invalid to:invalid")]
    [InlineData("?limit=0", "limit:out_of_range")]
    public async Task A_bad_query_is_named(string query, string faults)
    {
        var office = await TransferOffice.Open(azurite);

        var answer = await new GetBankTransfers(office.Transfers).Run(SomeRequest.Query(query), default);

        Assert.Equal(faults.Split(' '), answer.Faults());
    }

    [Theory]
    [InlineData("?from=0001-01-01&to=0001-01-01")]
    [InlineData("?from=9999-12-31&to=9999-12-31")]
    public async Task The_ends_of_time_are_days_too(string query)
    {
        var office = await TransferOffice.Open(azurite);

        var answer = await new GetBankTransfers(office.Transfers).Run(SomeRequest.Query(query), default);

        Assert.Empty(Assert.IsType<PageOf<TransferView>>(Assert.IsType<OkObjectResult>(answer).Value).Items);
    }

    [Fact]
    public async Task One_transfer_is_found_by_the_banks_id_with_all_that_was_done()
    {
        var office = await TransferOffice.Open(azurite);
        var id = TransferOffice.NewId();
        await office.Record(id, "500000", "rent");

        var found = await new GetBankTransfer(office.Transfers).Run(SomeRequest.Query(""), id, default);
        var none = await new GetBankTransfer(office.Transfers).Run(SomeRequest.Query(""), "none", default);

        var json = JsonSerializer.Serialize(Assert.IsType<OkObjectResult>(found).Value, Json.Options);
        Assert.Equal(
            $$"""
            {"transactionId":"{{id}}","status":"unmatched","detail":"no_reference","amount":{"amount":"500000",
            "currency":"VND"},"receivedOn":"2026-11-22","remittance":"rent","payer":null,"account":null,"topUpId":null,
            "acts":[{"kind":"recorded","by":"ann","at":"2026-11-22T05:00:00Z","reference":null,"reason":null}]}
            """.ReplaceLineEndings(""),
            json);
        Assert.Equal("404 not_found", none.Summary());
    }

    private static async Task<PageOf<TransferView>> Page(TransferOffice office, string query)
    {
        var answer = await new GetBankTransfers(office.Transfers).Run(SomeRequest.Query($"?{query}"), default);
        return Assert.IsType<PageOf<TransferView>>(Assert.IsType<OkObjectResult>(answer).Value);
    }

    private static Task<StoredTransfer?> Add(
        TransferOffice office, DateOnly day, TransferStatus status = TransferStatus.Unmatched, string? id = null) =>
        office.Transfers.Add(
            new(
                TransferId.Parse(id ?? TransferOffice.NewId()), Amount.OfMinor(1, Currency.Vnd), day, "", null,
                [new(TransferActKind.Recorded, "ann", SomeTopUp.Now)], status,
                new ReferredTopUp(AccountId.Parse("acme"), SomeTopUp.Id)),
            default);
}

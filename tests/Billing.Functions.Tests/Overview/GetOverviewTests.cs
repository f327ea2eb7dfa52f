using System.Text.Json;
using Azure.Data.Tables;
using Billing.Accounts;
using Billing.ExchangeRates;
using Billing.Functions.Tests.Support;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Notices;
using Billing.Overview;
using Billing.Plans;
using Billing.TopUps;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Overview;

public sealed class GetOverviewTests(Azurite azurite) : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(Noon);
    private VoucherShop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        _shop = await VoucherShop.Open(azurite, clock: _clock);
        foreach (var table in (string[])[
            NoticeTable.Name, ExchangeRateTable.Name, MonthSpendTable.Name, DocumentTable.Name])
            await azurite.Table(table);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Before_a_profile_the_page_says_what_is_missing()
    {
        var page = await Page(Account("nobody"));

        Assert.False(page.GetProperty("profile").GetProperty("isComplete").GetBoolean());
        Assert.Equal("billing_profile_required", page.GetProperty("balance").GetProperty("missing")[0].GetString());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("spend").ValueKind);
        Assert.Equal(0, page.GetProperty("unavailable").GetArrayLength());
    }

    [Fact]
    public async Task The_page_has_every_part_of_a_busy_account()
    {
        var account = await _shop.Customer("US", "USD");
        var past = new SomeMonths(_shop.Ledger, "UTC", account);
        await past.Write(Noon.AddDays(-20), []);
        await past.Commit(Entry(TopUp("100"), Voucher("5")) with { Time = Noon.AddDays(-19) });
        await past.Commit(SomeLedger.Usage(past.Head.State, 4, Noon.AddDays(-18)) with { Time = Noon.AddDays(-18) });
        await past.Commit(SomeLedger.Usage(past.Head.State, 7, prefix: "b"));
        await Add(SomePayments.Make(account, 1) with { Status = TopUpStatus.Pending });
        await new NoticeTable(await azurite.Tables()).Keep(new(account, 1, "low-balance", Noon, "{}"), default);

        var page = await Page(account);

        Assert.Equal(0, page.GetProperty("unavailable").GetArrayLength());
        Assert.True(page.GetProperty("profile").GetProperty("isComplete").GetBoolean());
        Assert.Equal("2026-03 2026-02", $"{Text(page, "spend", "month")} {Text(page, "spend", "lastMonth")}");
        var service = page.GetProperty("spend").GetProperty("services")[0];
        Assert.Equal(
            "ai-inference 7 4",
            $"{Text(service, "service")} {service.GetProperty("charges")} {service.GetProperty("lastCharges")}");
        Assert.Equal(5, page.GetProperty("history").GetArrayLength());
        Assert.Equal(1, page.GetProperty("pendingPayments").GetArrayLength());
        Assert.Equal(1, page.GetProperty("payments").GetArrayLength());
        Assert.Equal(1, page.GetProperty("notices").GetArrayLength());
        Assert.Equal($"/api/v1/accounts/{account}/usage", Text(page, "links", "usage"));
        var balance = VoucherShop.Body(await new Billing.History.GetBalance(
            _shop.Ledger, new(_shop.Ledger), _shop.Profiles, Rates(await azurite.Tables()), _clock)
            .Run(SomeRequest.Query(""), account.Value, default));
        Assert.Equal(balance.GetRawText(), page.GetProperty("balance").GetRawText());
    }

    /// <summary>Whatever one call does, the page goes out; only the head must be there.</summary>
    [Fact]
    public async Task A_store_that_fails_costs_the_parts_that_needed_it_and_no_more()
    {
        var account = await _shop.Customer("US", "USD");
        await _shop.Ledger.Commit(AccountHead.New(account), Opening("12"), [], default);
        var reader = Reader(await azurite.Tables(), await Broken());

        var page = await reader.Read(account, (_, _) => { }, default);

        Assert.Equal(["notices"], page.Unavailable);
        Assert.Null(page.Notices);
        Assert.NotNull(page.Spend);
        Assert.Equal(Usd("12"), page.Balance.Total);
    }

    private static string? Text(JsonElement json, params string[] path) =>
        path.Aggregate(json, (inner, name) => inner.GetProperty(name)).GetString();

    private static ApproximateRates Rates(TableServiceClient tables) => new(new(tables));

    private async Task Add(TopUp topUp) =>
        await _shop.Ledger.Rows.SubmitTransactionAsync([TopUpTable.Insert(topUp)]);

    /// <summary>Tables that nobody created.</summary>
    private async Task<TableServiceClient> Broken()
    {
        var text = await azurite.ConnectionString();
        return new(text.Replace("AccountKey=", "AccountKey=AAAA", StringComparison.Ordinal), new TableClientOptions
        {
            Retry = { MaxRetries = 0 },
        });
    }

    private async Task<JsonElement> Page(AccountId account)
    {
        var tables = await azurite.Tables();
        var verb = new GetOverview(Reader(tables, tables), NullLogger<GetOverview>.Instance);
        return VoucherShop.Body(await verb.Run(SomeRequest.Query(""), account.Value, default));
    }

    private OverviewReader Reader(TableServiceClient tables, TableServiceClient ofNotices)
    {
        var (ledger, profiles) = (_shop.Ledger, new ProfileTable(tables));
        var (reader, preferences) = (new LedgerReader(ledger), new PreferencesTable(tables, profiles));
        var lists = new OverviewLists(
            new(reader, new(reader)), new(new(ledger), new(ledger), new(tables)), _shop.Redeemed, _shop.AssignedDesk,
            new PlanTable(ledger), new NoticeTable(ofNotices), preferences);
        return new(
            ledger, profiles, preferences, Rates(tables), new(ledger, new(ledger), new(tables)), lists, _clock);
    }
}

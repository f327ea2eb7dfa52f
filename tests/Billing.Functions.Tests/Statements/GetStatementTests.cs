using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Statements;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Statements;

public sealed class GetStatementTests(Azurite azurite)
{
    [Fact]
    public async Task A_month_shows_what_came_in_what_was_used_and_what_is_left()
    {
        var (shop, verb) = await Open();
        var account = await shop.Customer("US", "USD");
        var head = await Commit(shop, AccountHead.New(account), Opening("1") with { Time = shop.Clock.GetUtcNow() });
        await Commit(shop, head, SomeLedger.Usage(head.State, 3, tokens: 1_000_000));

        var statement = VoucherShop.Body(await verb.Run(SomeRequest.Query(""), account.Value, Month(shop), default));

        Assert.Equal(Month(shop), statement.GetProperty("month").GetString());
        Assert.Equal("open", statement.GetProperty("status").GetString());
        Assert.Equal("0", Total(statement, "opening"));
        Assert.Equal(
            """[{"kind":"topUp","amount":{"amount":"1","currency":"USD"}},"""
            + """{"kind":"voucher","amount":{"amount":"0","currency":"USD"}}]""",
            statement.GetProperty("added").GetRawText());
        Assert.Equal(
            """[{"service":"ai-inference","charges":3,"amount":{"amount":"0.495000495","currency":"USD"}"""
            + ""","plans":{"amount":"0","currency":"USD"}}]""",
            statement.GetProperty("used").GetRawText());
        Assert.Equal("0.504999505", Total(statement, "closing"));
    }

    [Fact]
    public async Task A_customer_without_money_has_a_statement_of_nothing()
    {
        var (shop, verb) = await Open();
        var account = await shop.Customer("VN", "VND");

        var statement = VoucherShop.Body(await verb.Run(SomeRequest.Query(""), account.Value, "2026-01", default));

        Assert.Equal(
            ("Asia/Ho_Chi_Minh", "0"), (statement.GetProperty("timeZone").GetString(), Total(statement, "closing")));
    }

    [Fact]
    public async Task A_month_to_come_and_what_is_no_month_are_refused()
    {
        var (shop, verb) = await Open();
        var account = await shop.Customer("VN", "VND");

        Assert.Equal(
            "422 invalid", (await verb.Run(SomeRequest.Query(""), account.Value, "2999-12", default)).Summary());
        Assert.Equal(
            "404 not_found", (await verb.Run(SomeRequest.Query(""), account.Value, "2026-13", default)).Summary());
        Assert.Equal(
            "404 not_found", (await verb.Run(SomeRequest.Query(""), Account().Value, "2026-01", default)).Summary());
    }

    private static string? Total(JsonElement statement, string balance) =>
        statement.GetProperty(balance).GetProperty("total").GetProperty("amount").GetString();

    private static string Month(VoucherShop shop) => $"{shop.Clock.GetUtcNow():yyyy-MM}";

    private static async Task<AccountHead> Commit(VoucherShop shop, AccountHead head, LedgerEntry entry) =>
        Assert.IsType<CommitResult.Committed>(await shop.Ledger.Commit(head, entry, [], default)).Head;

    private async Task<(VoucherShop Shop, GetStatement Verb)> Open()
    {
        var shop = await VoucherShop.Open(azurite);
        var desk = new StatementDesk(shop.Ledger, shop.Profiles, new(shop.Ledger, new(shop.Ledger)));
        return (shop, new(desk, shop.Clock));
    }
}

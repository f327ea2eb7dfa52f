using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Platform.Sheets;
using Billing.Statements;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Statements;

public sealed class GetStatementWorkbookTests(Azurite azurite)
{
    [Theory]
    [InlineData("VN", "VND", "", "Sao kê", "Số dư cuối kỳ")]
    [InlineData("VN", "VND", "?language=ja", "ご利用明細書", "期末残高")]
    [InlineData("US", "USD", "", "Statement", "Closing balance")]
    public async Task It_has_the_figures_in_the_language_of_the_account_or_as_asked(
        string country, string currency, string query, string sheet, string closing)
    {
        var (shop, verb) = await Open();
        var account = await shop.Customer(country, currency);

        var book = await Book(verb, account, Month(shop), query);

        Assert.Equal(3, ReadSheet.Names(book).Count);
        var items = ReadSheet.Rows(book, sheet).ToDictionary(row => row.First().Value!, row => row.Last().Value);
        Assert.Equal(0d, items[closing]);
        Assert.Equal(account.Value, items.First().Value);
        Assert.Empty(ReadSheet.Faults(book));
    }

    [Fact]
    public async Task The_sheets_of_funds_and_services_add_up_to_the_month()
    {
        var (shop, verb) = await Open();
        var account = await shop.Customer("US", "USD");
        var head = await Commit(
            shop, AccountHead.New(account), Opening("1") with { Time = shop.Clock.GetUtcNow() });
        await Commit(shop, head, SomeLedger.Usage(head.State, 3, tokens: 1_000_000));

        var book = await Book(verb, account, Month(shop));

        Assert.Equal(
            [
                "A2 inlineStr Top-ups", "B2 n 0", "C2 n 1", "D2 n -0.495000495", "E2 n 0", "F2 n 0", "G2 n 0",
                "H2 n 0.504999505",
            ],
            ReadSheet.Cells(book, sheet: 2)[8..16]);
        Assert.Equal(
            ["A2 inlineStr ai-inference", "B2 n 3", "C2 n 0.495000495", "D2 n 0"],
            ReadSheet.Cells(book, sheet: 3)[4..]);
        Assert.Contains("B18 n 0.504999505", ReadSheet.Cells(book));
    }

    [Fact]
    public async Task What_has_no_statement_has_no_file()
    {
        var (shop, verb) = await Open();
        var account = await shop.Customer("VN", "VND");

        async Task<string> Ask(AccountId of, string month, string query = "") =>
            (await verb.Run(SomeRequest.Query(query), of.Value, month, default)).Summary();

        Assert.Equal("404 not_found", await Ask(account, "2026-13"));
        Assert.Equal("404 not_found", await Ask(Account(), "2026-01"));
        Assert.Equal("422 invalid", await Ask(account, "2999-12"));
        Assert.Equal("422 invalid", await Ask(account, "2026-01", "?language=fr"));
    }

    [Fact]
    public void The_names_of_the_sheets_are_names_and_differ()
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var names = new[] { StatementSheetWords.Statement, StatementSheetWords.Funds, StatementSheetWords.Services }
                .Select(words => words.In(language)).ToList();
            Assert.All(names, name => Assert.True(new SheetLayout(name, []).IsNamed));
            Assert.Equal(3, names.Distinct().Count());
        }
    }

    private static async Task<byte[]> Book(
        GetStatementWorkbook verb, AccountId account, string month, string query = "") =>
        (await Download.Of(await verb.Run(SomeRequest.Query(query), account.Value, month, default))).Body;

    private static string Month(VoucherShop shop) => $"{shop.Clock.GetUtcNow():yyyy-MM}";

    private static async Task<AccountHead> Commit(VoucherShop shop, AccountHead head, LedgerEntry entry) =>
        Assert.IsType<CommitResult.Committed>(await shop.Ledger.Commit(head, entry, [], default)).Head;

    private async Task<(VoucherShop Shop, GetStatementWorkbook Verb)> Open()
    {
        var shop = await VoucherShop.Open(azurite);
        var desk = new StatementDesk(shop.Ledger, shop.Profiles, new(shop.Ledger, new(shop.Ledger)));
        var preferences = new PreferencesTable(await azurite.Tables(), shop.Profiles);
        return (shop, new(desk, shop.Profiles, preferences, shop.Clock));
    }
}

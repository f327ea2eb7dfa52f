using Billing.Accounts;
using Billing.History.Exports;
using Billing.Ledger;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.Support;

/// <summary>All that exporting needs, as one process of the app has it, and an account with a past.</summary>
public sealed class ExportOffice
{
    private readonly VoucherShop _shop;
    private readonly PreferencesTable _preferences;

    private ExportOffice(VoucherShop shop, PreferencesTable preferences, ExportTable exports)
    {
        (_shop, _preferences, Exports) = (shop, preferences, exports);
        Past = new(shop.Ledger);
        Get = new(exports, Clock);
    }

    public SomeHistory Past { get; }

    public AccountId Account => Past.Account;

    public FakeTimeProvider Clock { get; } = new(SomeLedger.Noon);

    public ExportTurns Turns { get; } = new();

    public ExportTable Exports { get; }

    public GetExport Get { get; }

    public static async Task<ExportOffice> Open(Azurite azurite, IReadOnlyList<Happening>? happenings = null)
    {
        var shop = await VoucherShop.Open(azurite);
        var service = await azurite.Tables();
        await service.CreateTableIfNotExistsAsync(ExportTable.Name);
        var office = new ExportOffice(shop, new(service, shop.Profiles), new(service));
        await office.Past.Open();
        foreach (var happening in happenings ?? []) await office.Past.Happen(happening);
        return office;
    }

    public Task<IActionResult> Run(string query = "")
    {
        var verb = new ExportCreditHistory(
            _shop.Ledger, _shop.Profiles, _preferences, new(new(_shop.Ledger), new(new(_shop.Ledger))),
            Exports, Turns, Clock);
        return verb.Run(VoucherShop.Request(query: query), Account.Value, default);
    }

    public async Task<byte[]> Workbook(string query = "")
    {
        var download = await Download.Of(await Run(query));
        Assert.Equal(200, download.Status);
        return download.Body;
    }

    /// <summary>What the first sheet says of an item.</summary>
    public static object? Item(byte[] workbook, string item) =>
        ReadSheet.Rows(workbook, "Account").Single(row => item.Equals(row["Item"]))["Value"];

    public async Task<Export> Find(string id)
    {
        Assert.True(ExportId.TryParse(id, out var name));
        return (await Exports.Find(Account, name, default))!;
    }
}

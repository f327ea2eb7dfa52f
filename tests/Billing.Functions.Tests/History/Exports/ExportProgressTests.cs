using Billing.Functions.Tests.Support;
using Billing.History.Exports;
using Billing.Ledger;
using Microsoft.Extensions.Time.Testing;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.History.Exports;

public sealed class ExportProgressTests(Azurite azurite)
{
    [Fact]
    public async Task Progress_is_told_at_most_once_a_second_and_its_end_always()
    {
        var (exports, clock, begun) = (await Table(), new FakeTimeProvider(Noon), Begun("one"));
        var progress = new ExportProgress(exports, begun, clock);
        Assert.True(await progress.Begin(default));

        await progress.Reach(10, 100, default);
        Assert.Equal(0, (await Find(exports, begun)).Rows);
        clock.Advance(TimeSpan.FromSeconds(1));
        await progress.Reach(20, 200, default);
        Assert.Equal((20, 200), ((await Find(exports, begun)).Rows, (await Find(exports, begun)).Bytes));
        await progress.Reach(30, 300, default);
        await progress.End(ExportState.Done, 31, 310);

        var ended = await Find(exports, begun);
        Assert.Equal((ExportState.Done, 31, Noon.AddSeconds(1)), (ended.State, ended.Rows, ended.EndedAt));
    }

    [Fact]
    public async Task An_export_goes_on_where_its_progress_cannot_be_told()
    {
        Assert.True(await (await Broken()).Begin(default));
        await (await Broken()).Reach(1, 1, default);
        await (await Broken()).End(ExportState.Done, 1, 1);

        async Task<ExportProgress> Broken()
        {
            var exports = await Table(new FaultPlan(call: 1, CallFault.UnavailableBefore));
            return new(exports, Begun("two"), new FakeTimeProvider(Noon.AddSeconds(2)));
        }
    }

    [Fact]
    public async Task The_last_exports_of_an_account_are_remembered()
    {
        var (exports, account) = (await Table(), Account());
        for (var i = 0; i <= ExportTable.MaxKept; i++)
            Assert.True(await exports.Begin(Begun($"export-{i}", account, Noon.AddSeconds(i)), default));

        Assert.Null(await exports.Find(account, Id("export-0"), default));
        Assert.NotNull(await exports.Find(account, Id("export-1"), default));
    }

    [Fact]
    public void What_fell_silent_was_abandoned()
    {
        var export = Begun("three");

        Assert.Equal(ExportState.Running, export.At(Noon + Export.SilentAtMost).State);
        Assert.Equal(ExportState.Abandoned, export.At(Noon + Export.SilentAtMost + TimeSpan.FromTicks(1)).State);
        Assert.Equal(ExportState.Done, export.End(ExportState.Done, Noon).At(Noon.AddDays(1)).State);
    }

    private static Export Begun(string id, AccountId? account = null, DateTimeOffset? at = null) =>
        Export.Begin(AccountHead.New(account ?? Account()), Id(id), at ?? Noon);

    private static ExportId Id(string text) => ExportId.TryParse(text, out var id) ? id : default;

    private static async Task<Export> Find(ExportTable exports, Export export) =>
        (await exports.Find(export.Account, export.Id, default))!;

    private async Task<ExportTable> Table(FaultPlan? faults = null)
    {
        await (await azurite.Tables()).CreateTableIfNotExistsAsync(ExportTable.Name);
        return new(await azurite.Tables(faults));
    }
}

using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Ledger;

namespace Billing.Functions.Tests.Ledger;

public sealed class UsageReadTests(Azurite azurite)
{
    [Fact]
    public async Task Events_without_a_time_are_kept_once_by_processes_that_do_not_remember_the_account()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        await world.Charge(account, Some.EventJson(account: account.Value));

        Assert.Equal(new(0, 1, 0), await (await UsageWorld.Open(azurite)).Charge(account, Bad()));
        Assert.Equal(new(0, 0, 1), await (await UsageWorld.Open(azurite)).Charge(account, Bad()));

        Assert.Equal("0.000165 by 1 lines, 1 kept", await world.Charged(account));

        JsonObject Bad() => Some.EventJson("bad", account.Value, quantity: "-1");
    }

    /// <summary>A head that is newer than the identities would let a known event be charged again.</summary>
    [Fact]
    public async Task The_head_is_read_once_and_before_any_identity()
    {
        var rows = new WatchedTable(await azurite.Table(LedgerTable.Name));
        var account = SomeLedger.Account();
        var days = Enumerable.Range(0, 5).Select(i => new DateOnly(2026, 3, 1 + 5 * i));

        await new UsageDesk(new LedgerTable(rows), new HotAccounts(), TimeProvider.System, new Jitter(1)).Decide(
            account, [.. days], (_, _, _) => Task.FromResult(new Decision<bool>(true)), default);

        Assert.Equal(
            [true, false, false],
            rows.Filters.Select(it => it.Contains($"'H|{account}'", StringComparison.Ordinal)));
    }

    private sealed class WatchedTable(TableClient rows) : TableClient
    {
        public List<string> Filters { get; } = [];

        public override AsyncPageable<T> QueryAsync<T>(
            string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null,
            CancellationToken cancellationToken = default)
        {
            Filters.Add(filter!);
            return rows.QueryAsync<T>(filter, maxPerPage, select, cancellationToken);
        }
    }
}

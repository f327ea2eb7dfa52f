using Azure.Data.Tables;
using Billing.Simulation.Storage;
using Billing.Simulation.World;
using static Billing.Simulation.SmallWorld.SmallScene;

namespace Billing.Simulation.SmallWorld;

/// <summary>Leaving out orders that differ by calls that commute leaves out nothing that can happen.</summary>
public sealed class OrdersTests
{
    public static TheoryData<string, bool> Plays => new()
    {
        { "e1 e1", true }, { "e1 e2", true }, { "e1 sweep", true }, { "e1 e1 sweep", false },
    };

    [Theory, MemberData(nameof(Plays))]
    public async Task The_different_orders_leave_what_all_orders_leave(string play, bool mayCrash)
    {
        var (all, allRuns) = await Explore(play, mayCrash, Orders.All);
        var (different, runs) = await Explore(play, mayCrash, Orders.Different);

        Assert.True(all.Count > 1, "Only one thing can happen.");
        Assert.Equal(all, different);
        Assert.True(runs < allRuns, $"{runs} of {allRuns} orders");
    }

    /// <summary>Two workers count in one row without a condition, each beside a row of its own.</summary>
    [Fact]
    public async Task An_update_that_can_be_lost_is_found_among_the_different_orders()
    {
        var store = new TableStore(TimeProvider.System);
        store.Create("counts");
        var seen = new SortedSet<int>();
        var play = new Play(store, [Count("a"), Count("b")], (_, _) => Task.CompletedTask)
        {
            Left = (rows, _) => seen.Add((int)rows.Find("counts", "p", "count")!["N"]!),
        };

        var runs = await play.Explore(mayCrash: false);

        Assert.Equal([1, 2], seen);
        Assert.InRange(runs, 3, 6);

        static Func<TableServiceClient, TableServiceClient, Task> Count(string own) => async (tables, _) =>
        {
            var table = tables.GetTableClient("counts");
            await table.UpsertEntityAsync(new TableEntity("p", own));
            var found = await table.GetEntityIfExistsAsync<TableEntity>("p", "count");
            var next = 1 + (found.HasValue ? found.Value!.GetInt32("N") ?? 0 : 0);
            await table.UpsertEntityAsync(new TableEntity("p", "count") { ["N"] = next });
        };
    }

    /// <returns>All that can stand when a play is over, and in how many runs.</returns>
    private static async Task<(SortedSet<string> Left, int Runs)> Explore(string play, bool mayCrash, Orders orders)
    {
        var left = new SortedSet<string>(StringComparer.Ordinal);
        var watched = (await Of(play)) with { Left = (store, dead) => left.Add($"{dead} {TableDump.Content(store)}") };
        return (left, await watched.Explore(mayCrash, orders));
    }

    /// <param name="play">What each worker does: usage of one event, or the sweep.</param>
    private static async Task<Play> Of(string play)
    {
        var store = await Prepare(story => story.Voucher(Acme, "SMALL00001", "0.5", "USD", days: 1));
        return new(store, [.. play.Split(' ').Select(Worker)], async (calm, _) =>
        {
            var observer = await new SmallWorker(calm, TheEnd).Know(calm);
            var report = await observer.Auditor.Audit(Account, default);
            Assert.True(report.Ok, $"{report.FirstBroken}");
        });
    }

    private static Func<TableServiceClient, TableServiceClient, Task> Worker(string does) =>
        does == "sweep" ? Sweep : Use(BeforeTheEnd, does);
}

using Azure.Data.Tables;
using Billing.Simulation.Storage;

namespace Billing.Simulation.SmallWorld;

/// <summary>A few workers on one store: what each does, and what must hold after whatever order and crash.</summary>
/// <param name="Store">The rows that are there at the start.</param>
/// <param name="Workers">What each does, given its tables and those of a calm observer.</param>
/// <param name="Settle">Once it is over: what is delivered again does its work, then everything is checked.</param>
public sealed record Play(
    TableStore Store,
    IReadOnlyList<Func<TableServiceClient, TableServiceClient, Task>> Workers,
    Func<TableServiceClient, int, Task> Settle)
{
    private const int MaxRuns = 400_000;

    /// <summary>Sees the rows as each run leaves them, before they are settled, and which worker is dead.</summary>
    public Action<TableStore, int> Left { get; init; } = (_, _) => { };

    /// <summary>Runs the orders of the workers' storage calls, with every crash of one of them.</summary>
    /// <returns>The number of runs.</returns>
    public async Task<int> Explore(bool mayCrash, Orders orders = Orders.Different)
    {
        var (choices, runs) = (new Choices(), 0);
        do
        {
            if (await Run(choices, mayCrash, orders)) runs++;
            Assert.True(runs <= MaxRuns, "The small world is not small");
        }
        while (choices.MoveOn());
        return runs;
    }

    private async Task<bool> Run(Choices choices, bool mayCrash, Orders orders)
    {
        var (store, stage) = (Copy(), new Stage(choices, mayCrash, orders));
        var calm = new InMemoryTables(store);
        var tasks = new Task[Workers.Count];
        for (var i = 0; i < tasks.Length; i++) tasks[i] = Workers[i](new InMemoryTables(store, stage.Gate(i)), calm);
        if (!stage.Play()) return false;
        Left(store, stage.Dead);
        try
        {
            foreach (var (worker, task) in tasks.Index())
                if (worker != stage.Dead) await task.WaitAsync(TimeSpan.FromSeconds(20));
            await Settle(calm, stage.Dead);
            return true;
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"Choices {choices}:\n{stage.Trace}\n{failure}", failure);
        }
    }

    private TableStore Copy()
    {
        var copy = new TableStore(TimeProvider.System);
        foreach (var name in Store.Names)
        {
            copy.Create(name);
            foreach (var row in Store.Open(name).Rows)
                copy.Write(name, new(TableTransactionActionType.Add, row.ToEntity(null)));
        }
        return copy;
    }
}

using Billing.Benchmarks.Load;
using Billing.Benchmarks.Stores;
using Npgsql;
using NpgsqlTypes;

namespace Billing.Benchmarks.Peers;

/// <summary>
/// What most teams write: a transaction for each event, by eight clients, in two round trips: insert the key, lock the
/// account; insert the ledger row, update the balance, commit.
/// </summary>
internal sealed class PgEvent(PostgresServer server) : IPeer
{
    private const int Clients = 8;

    private const string Key = "insert into event_key values ($1, $2) on conflict do nothing returning 1";
    private const string Lock = "select * from account where id = $1 for update";

    private const string Write = """
        insert into event_ledger(account, id, at, meter, price, quantity, amount, fund, paid, balance)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private const string Update = """
        update account set q0 = $2, q1 = $3, v0 = $4, v1 = $5, v2 = $6, topup = $7, debt = $8 where id = $1
        """;

    private const string Split = "insert into split values ($1, $2, $3, $4)";

    private int _next = -1;

    public string Name => "PG-event";

    public TimeSpan StoreTime => server.ProcessorTime;

    public async Task Prepare(Workload load, CancellationToken stop)
    {
        _next = -1;
        await using var source = server.Connect(1);
        await BillingSchema.Create(source, load, stop);
    }

    public async Task Charge(Workload load, CancellationToken stop)
    {
        await using var source = server.Connect(Clients);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(() => Work(source, load, stop), stop)));
    }

    public async Task<Tally> Audit(Workload load, CancellationToken stop)
    {
        await using var source = server.Connect(1);
        return await BillingSchema.Tally(source, load, "event_ledger", isInOrder: false, stop);
    }

    private async Task Work(NpgsqlDataSource source, Workload load, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var read = Batch(connection, ("begin", []), (Key, [NpgsqlDbType.Integer, NpgsqlDbType.Uuid]),
            (Lock, [NpgsqlDbType.Integer]));
        await using var write = Batch(connection, (Write, PgSets.LedgerTypes), (Update, PgSets.AccountTypes),
            ("commit", []));
        await read.PrepareAsync(stop);
        await write.PrepareAsync(stop);
        for (var i = Interlocked.Increment(ref _next); i < load.Events; i = Interlocked.Increment(ref _next))
            await Charge(connection, (read, write), load.Stream.Span[i], load.Funds, stop);
    }

    private static async Task Charge(
        NpgsqlConnection connection, (NpgsqlBatch Read, NpgsqlBatch Write) batches, Reading it,
        IReadOnlyList<Fund> funds, CancellationToken stop)
    {
        var id = Guid.Parse(it.Id);
        PgSets.Put(batches.Read, 1, it.Account, id);
        PgSets.Put(batches.Read, 2, it.Account);
        if (await Read(batches.Read, it, funds, stop) is not { } account)
        {
            await BillingSchema.Execute(connection, "rollback", stop);
            return;
        }
        var version = it.Time < Workload.PriceChange ? 0 : 1;
        var meter = LoadMeter.All[it.Meter];
        var further = new List<(short Fund, long Units)>();
        var (fund, paid) = account.Pay(it, meter, version, further);
        foreach (var (other, units) in further)
            await Execute(connection, Split, stop, it.Account, id, other, units);
        PgSets.Put(batches.Write, 0, it.Account, id, it.Time.UtcDateTime, (short)it.Meter, (short)version, it.Units,
            meter.Cost(version, it.Units), fund, paid, account.Balance);
        PgSets.Put(
            batches.Write, 1,
            [it.Account, .. Enumerable.Range(0, PlainAccount.Count).Select(i => (object)account[i])]);
        await batches.Write.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Null for a duplicate.</summary>
    private static async Task<PlainAccount?> Read(
        NpgsqlBatch read, Reading it, IReadOnlyList<Fund> funds, CancellationToken stop)
    {
        await using var row = await read.ExecuteReaderAsync(stop);
        if (!await row.ReadAsync(stop)) return null;
        await row.NextResultAsync(stop);
        await row.ReadAsync(stop);
        var columns = new long[PlainAccount.Count];
        for (var i = 0; i < columns.Length; i++) columns[i] = row.GetInt64(i + 1);
        return new(columns, funds[it.Account].Ends);
    }

    private static NpgsqlBatch Batch(
        NpgsqlConnection connection, params (string Sql, NpgsqlDbType[] Types)[] statements)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var (sql, types) in statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var type in types) command.Parameters.Add(new() { NpgsqlDbType = type });
            batch.BatchCommands.Add(command);
        }
        return batch;
    }

    private static async Task Execute(
        NpgsqlConnection connection, string sql, CancellationToken stop, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(stop);
    }
}

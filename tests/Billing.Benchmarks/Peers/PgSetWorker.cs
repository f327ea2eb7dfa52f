using Billing.Benchmarks.Load;
using Npgsql;
using NpgsqlTypes;

namespace Billing.Benchmarks.Peers;

/// <summary>One connection that charges sets of events.</summary>
internal sealed class PgSetWorker : IAsyncDisposable
{
    private const string Lock =
        "select * from account where id = any($1) order by id for update";

    private const string Known = """
        select k.n from unnest($1, $2) with ordinality k(account, id, n)
        join ledger l on l.account = k.account and l.id = k.id
        """;

    private const string Write = """
        insert into ledger select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private const string Split = "insert into split select * from unnest($1, $2, $3, $4)";

    private const string Update = """
        update account a
        set q0 = n.q0, q1 = n.q1, v0 = n.v0, v1 = n.v1, v2 = n.v2, topup = n.topup, debt = n.debt
        from unnest($1, $2, $3, $4, $5, $6, $7, $8) n(id, q0, q1, v0, v1, v2, topup, debt) where a.id = n.id
        """;

    private readonly NpgsqlConnection _connection;
    private readonly IReadOnlyList<Fund> _funds;
    private readonly NpgsqlBatch _read;
    private readonly NpgsqlBatch _write;

    private PgSetWorker(NpgsqlConnection connection, IReadOnlyList<Fund> funds)
    {
        (_connection, _funds) = (connection, funds);
        _read = PgSets.Batch(
            connection, ("begin", []), (Lock, [NpgsqlDbType.Integer]),
            (Known, [NpgsqlDbType.Integer, NpgsqlDbType.Uuid]));
        _write = PgSets.Batch(
            connection, (Write, PgSets.LedgerTypes), (Split, PgSets.SplitTypes), (Update, PgSets.AccountTypes),
            ("commit", []));
    }

    public static async Task<PgSetWorker> Open(
        NpgsqlConnection connection, IReadOnlyList<Fund> funds, CancellationToken stop)
    {
        var worker = new PgSetWorker(connection, funds);
        await worker._read.PrepareAsync(stop);
        await worker._write.PrepareAsync(stop);
        return worker;
    }

    /// <param name="events">Each account's in the order in which they are charged.</param>
    public async Task Charge(ReadOnlyMemory<Reading> events, CancellationToken stop)
    {
        var keys = PgSets.Keys(events.Span);
        var (accounts, isKnown) = await Read(keys, stop);
        PgSets.Fill(_write, events.Span, keys.Ids, isKnown, accounts);
        await _write.ExecuteNonQueryAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _read.DisposeAsync();
        await _write.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task<(Dictionary<int, PlainAccount>, bool[])> Read(
        (int[] Accounts, Guid[] Ids) keys, CancellationToken stop)
    {
        PgSets.Put(_read, 1, keys.Accounts.Distinct().ToArray());
        PgSets.Put(_read, 2, keys.Accounts, keys.Ids);
        var accounts = new Dictionary<int, PlainAccount>();
        var isKnown = new bool[keys.Ids.Length];
        await using var row = await _read.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
        {
            var (id, columns) = (row.GetInt32(0), new long[PlainAccount.Count]);
            for (var i = 0; i < columns.Length; i++) columns[i] = row.GetInt64(i + 1);
            accounts.Add(id, new(columns, _funds[id].Ends));
        }
        await row.NextResultAsync(stop);
        while (await row.ReadAsync(stop)) isKnown[row.GetInt64(0) - 1] = true;
        return (accounts, isKnown);
    }
}

using Billing.Benchmarks.Load;
using Billing.Benchmarks.Peers;
using Npgsql;
using NpgsqlTypes;

namespace Billing.Benchmarks.Stores;

/// <summary>
/// The tables of both PostgreSQL peers. The ledger's key is the deduplication; the second peer has a table for that.
/// </summary>
internal static class BillingSchema
{
    private const string Tables = """
        drop table if exists account, ledger, split, event_key, event_ledger;
        create table account(
          id int primary key, q0 bigint not null, q1 bigint not null, v0 bigint not null, v1 bigint not null,
          v2 bigint not null, topup bigint not null, debt bigint not null) with (fillfactor = 50);
        create table ledger(
          account int not null, id uuid not null, at timestamptz not null, meter smallint not null,
          price smallint not null, quantity bigint not null, amount bigint not null, fund smallint not null,
          paid bigint not null, balance bigint not null, primary key (account, id));
        create table split(account int not null, id uuid not null, fund smallint not null, paid bigint not null);
        create table event_key(account int not null, id uuid not null, primary key (account, id));
        create table event_ledger(
          seq bigint generated always as identity primary key, account int not null, id uuid not null,
          at timestamptz not null, meter smallint not null, price smallint not null, quantity bigint not null,
          amount bigint not null, fund smallint not null, paid bigint not null, balance bigint not null)
        """;

    public static async Task Create(NpgsqlDataSource source, Workload load, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await Execute(connection, Tables, stop);
        await using (var copy = await connection.BeginBinaryImportAsync("copy account from stdin binary", stop))
        {
            foreach (var fund in load.Funds)
            {
                await copy.StartRowAsync(stop);
                await copy.WriteAsync(fund.Account, NpgsqlDbType.Integer, stop);
                foreach (var units in PlainAccount.ColumnsOf(fund))
                    await copy.WriteAsync(units, NpgsqlDbType.Bigint, stop);
            }
            await copy.CompleteAsync(stop);
        }
        await Execute(connection, "vacuum analyze account", stop);
        await Execute(connection, "checkpoint", stop);
    }

    /// <summary>What the ledger table of a peer holds, counted in SQL.</summary>
    /// <param name="isInOrder">False where events were charged in an order of their own.</param>
    public static async Task<Tally> Tally(
        NpgsqlDataSource source, Workload load, string ledger, bool isInOrder, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        var (lines, units, duplicates) = await Sums(connection, ledger, stop);
        var left = await Balances(connection, stop);
        await Conserves(connection, load, ledger, left, stop);
        await Execute(connection, "checkpoint", stop);
        return new(lines, units, duplicates, isInOrder ? Load.Tally.Digest(left) : UInt128.Zero);
    }

    public static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }

    private static async Task<(long, long, long)> Sums(
        NpgsqlConnection connection, string ledger, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"select count(*), coalesce(sum(amount), 0)::bigint, count(*) - count(distinct (account, id)) "
            + $"from {ledger}", connection);
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
    }

    private static async Task<List<Left>> Balances(NpgsqlConnection connection, CancellationToken stop)
    {
        var left = new List<Left>();
        await using var command = new NpgsqlCommand("select * from account", connection);
        await using var row = await command.ExecuteReaderAsync(stop);
        var columns = new long[PlainAccount.Count];
        while (await row.ReadAsync(stop))
        {
            for (var i = 0; i < columns.Length; i++) columns[i] = row.GetInt64(i + 1);
            left.Add(PlainAccount.ToLeft(row.GetInt32(0), columns));
        }
        return left;
    }

    /// <summary>
    /// For every account: the credit that it had, less what its plan left of its lines, is what it has.
    /// </summary>
    private static async Task Conserves(
        NpgsqlConnection connection, Workload load, string ledger, List<Left> left, CancellationToken stop)
    {
        var spent = new Dictionary<long, long>();
        await using var command = new NpgsqlCommand(
            $"select account, (sum(amount) - coalesce(sum(paid) filter (where fund < 2), 0))::bigint from {ledger} "
            + "group by account", connection);
        await using (var row = await command.ExecuteReaderAsync(stop))
            while (await row.ReadAsync(stop)) spent[row.GetInt32(0)] = row.GetInt64(1);
        foreach (var it in left)
        {
            var fund = load.Funds[(int)it.Account];
            var due = fund.Vouchers.Sum() + fund.TopUp - spent.GetValueOrDefault(it.Account);
            if (it.Voucher + it.TopUp - it.Debt != due)
                throw new BenchmarkFailedException($"Account {it.Account} holds another sum than its lines leave.");
        }
    }
}

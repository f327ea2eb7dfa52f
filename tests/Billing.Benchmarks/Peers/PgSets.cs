using Billing.Benchmarks.Load;
using Npgsql;
using NpgsqlTypes;

namespace Billing.Benchmarks.Peers;

/// <summary>Turns sets of events and accounts into the arrays of prepared statements.</summary>
internal static class PgSets
{
    public static readonly NpgsqlDbType[] LedgerTypes =
    [
        NpgsqlDbType.Integer, NpgsqlDbType.Uuid, NpgsqlDbType.TimestampTz, NpgsqlDbType.Smallint,
        NpgsqlDbType.Smallint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Smallint, NpgsqlDbType.Bigint,
        NpgsqlDbType.Bigint,
    ];

    public static readonly NpgsqlDbType[] SplitTypes =
        [NpgsqlDbType.Integer, NpgsqlDbType.Uuid, NpgsqlDbType.Smallint, NpgsqlDbType.Bigint];

    public static readonly NpgsqlDbType[] AccountTypes =
    [
        NpgsqlDbType.Integer, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint,
        NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint,
    ];

    /// <summary>Statements with array parameters, for one round trip.</summary>
    public static NpgsqlBatch Batch(
        NpgsqlConnection connection, params (string Sql, NpgsqlDbType[] Arrays)[] statements)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var (sql, arrays) in statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var type in arrays) command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | type });
            batch.BatchCommands.Add(command);
        }
        return batch;
    }

    public static void Put(NpgsqlBatch batch, int statement, params object[] arrays)
    {
        for (var i = 0; i < arrays.Length; i++) batch.BatchCommands[statement].Parameters[i].Value = arrays[i];
    }

    public static (int[] Accounts, Guid[] Ids) Keys(ReadOnlySpan<Reading> events)
    {
        var (accounts, ids) = (new int[events.Length], new Guid[events.Length]);
        for (var i = 0; i < events.Length; i++) (accounts[i], ids[i]) = (events[i].Account, Guid.Parse(events[i].Id));
        return (accounts, ids);
    }

    /// <summary>Prices and pays what is new, and puts the rows into the statements that write them.</summary>
    public static void Fill(
        NpgsqlBatch write, ReadOnlySpan<Reading> events, Guid[] ids, bool[] isKnown,
        Dictionary<int, PlainAccount> accounts)
    {
        var (rows, splits, further) = (new LedgerRows(events.Length), new SplitRows(), new List<(short, long)>());
        var seen = new HashSet<(int, Guid)>(events.Length);
        for (var i = 0; i < events.Length; i++)
        {
            ref readonly var it = ref events[i];
            if (isKnown[i] || !seen.Add((it.Account, ids[i]))) continue;
            var version = it.Time < Workload.PriceChange ? 0 : 1;
            var meter = LoadMeter.All[it.Meter];
            var account = accounts[it.Account];
            var (fund, paid) = account.Pay(it, meter, version, further);
            foreach (var (other, units) in further) splits.Add(it.Account, ids[i], other, units);
            further.Clear();
            rows.Add(it, ids[i], (short)version, meter.Cost(version, it.Units), fund, paid, account.Balance);
        }
        Put(write, 0, rows.ToArrays());
        Put(write, 1, splits.ToArrays());
        var changed = accounts.ToArray();
        Put(write, 2, [
            Array.ConvertAll(changed, it => it.Key),
            .. Enumerable.Range(0, PlainAccount.Count).Select(i => Array.ConvertAll(changed, it => it.Value[i]))]);
    }

    private sealed class LedgerRows(int capacity)
    {
        private readonly List<int> _accounts = new(capacity);
        private readonly List<Guid> _ids = new(capacity);
        private readonly List<DateTime> _times = new(capacity);
        private readonly List<short> _meters = new(capacity);
        private readonly List<short> _versions = new(capacity);
        private readonly List<long> _quantities = new(capacity);
        private readonly List<long> _costs = new(capacity);
        private readonly List<short> _funds = new(capacity);
        private readonly List<long> _paid = new(capacity);
        private readonly List<long> _balances = new(capacity);

        public void Add(in Reading it, Guid id, short version, long cost, short fund, long paid, long balance)
        {
            _accounts.Add(it.Account);
            _ids.Add(id);
            _times.Add(it.Time.UtcDateTime);
            _meters.Add((short)it.Meter);
            _versions.Add(version);
            _quantities.Add(it.Units);
            _costs.Add(cost);
            _funds.Add(fund);
            _paid.Add(paid);
            _balances.Add(balance);
        }

        public object[] ToArrays() =>
            [_accounts, _ids, _times, _meters, _versions, _quantities, _costs, _funds, _paid, _balances];
    }

    private sealed class SplitRows
    {
        private readonly List<int> _accounts = [];
        private readonly List<Guid> _ids = [];
        private readonly List<short> _funds = [];
        private readonly List<long> _paid = [];

        public void Add(int account, Guid id, short fund, long paid)
        {
            _accounts.Add(account);
            _ids.Add(id);
            _funds.Add(fund);
            _paid.Add(paid);
        }

        public object[] ToArrays() => [_accounts, _ids, _funds, _paid];
    }
}

using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Billing.Benchmarks.Load;
using Billing.Benchmarks.Stores;
using Billing.Ledger;

namespace Billing.Benchmarks.Peers;

/// <summary>
/// Table Storage as it is mostly used: a row for each event, 99 of them and the account's head in a transaction. The
/// ids and the head are kept in memory, as ours are.
/// </summary>
internal sealed class RowsOf99 : IPeer
{
    private const int LanesAtOnce = 8;
    private const int AccountsAtOnce = 8;
    private const int RowsAtOnce = 99;
    private const string Name99 = "rows99";

    private AzuriteStore? _store;
    private Dictionary<int, Book> _books = [];

    public string Name => "rows-99";

    public TimeSpan StoreTime => _store?.ProcessorTime ?? default;

    private TableClient Rows =>
        (_store ?? throw new InvalidOperationException("Prepare comes first.")).Tables.GetTableClient(Name99);

    public async Task Prepare(Workload load, CancellationToken stop)
    {
        _store = await AzuriteStore.Start(seed: null, stop);
        await Rows.CreateAsync(stop);
        _books = load.Funds.ToDictionary(fund => fund.Account, fund => new Book(fund));
    }

    public async Task Charge(Workload load, CancellationToken stop)
    {
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AccountsAtOnce, CancellationToken = stop };
        await Lanes.Drain(load, LanesAtOnce, (_, delivery) => Parallel.ForEachAsync(
            delivery.GroupBy(it => it.Account), limits, async (account, token) =>
                await Charge(_books[account.Key], load.Ids[account.Key], [.. account.Order()], token)));
    }

    public async Task<Tally> Audit(Workload load, CancellationToken stop)
    {
        var (lines, units, seen) = (0L, 0L, new HashSet<string>());
        await using var store = _store!;
        string[] columns = ["PartitionKey", "RowKey", "Amount"];
        await foreach (var row in Rows.QueryAsync<TableEntity>("Amount ge 0L", null, columns, stop))
        {
            lines++;
            units += row.GetInt64("Amount") ?? 0;
            seen.Add(row.PartitionKey + row.RowKey);
        }
        return new(lines, units, lines - seen.Count, UInt128.Zero);
    }

    private async Task Charge(Book book, AccountId account, Reading[] events, CancellationToken stop)
    {
        var actions = new List<TableTransactionAction>();
        foreach (var it in events)
        {
            if (!book.Ids.Add(it.Id)) continue;
            actions.Add(new(TableTransactionActionType.Add, Row(book, account, it)));
            if (actions.Count == RowsAtOnce) await Commit(book, account, actions, stop);
        }
        if (actions.Count > 0) await Commit(book, account, actions, stop);
    }

    private static TableEntity Row(Book book, AccountId account, in Reading it)
    {
        var version = it.Time < Workload.PriceChange ? 0 : 1;
        var meter = LoadMeter.All[it.Meter];
        var further = new List<(short Fund, long Units)>();
        var (fund, paid) = book.Account.Pay(it, meter, version, further);
        return new(account.Value, $"{it.Id}|{account}")
        {
            ["Source"] = Reading.Source,
            ["Time"] = it.Time.UtcTicks,
            ["Service"] = meter.Service.Value,
            ["Meter"] = meter.Meter.Value,
            ["Dimensions"] = meter.Dimensions[it.Dimensions],
            ["Price"] = version,
            ["Quantity"] = it.Units,
            ["Amount"] = meter.Cost(version, it.Units),
            ["Fund"] = (int)fund,
            ["Paid"] = paid,
            ["Further"] = string.Join(';', further.Select(leg => $"{leg.Fund}={leg.Units}")),
        };
    }

    private async Task Commit(
        Book book, AccountId account, List<TableTransactionAction> actions, CancellationToken stop)
    {
        var head = new TableEntity(account.Value, $"H|{account}");
        for (var i = 0; i < PlainAccount.Count; i++)
            head[string.Create(CultureInfo.InvariantCulture, $"Left{i}")] = book.Account[i];
        actions.Insert(0, book.ETag is { } etag
            ? new(TableTransactionActionType.UpdateReplace, head, etag)
            : new(TableTransactionActionType.Add, head));
        var answer = await Rows.SubmitTransactionAsync(actions, stop);
        book.ETag = answer.Value[0].Headers.ETag;
        actions.Clear();
    }

    private sealed class Book(Fund fund)
    {
        public PlainAccount Account { get; } = PlainAccount.Of(fund);

        public HashSet<string> Ids { get; } = [];

        public ETag? ETag { get; set; }
    }
}

using System.Globalization;
using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.Plans.Requests;

/// <summary>When an account sent its requests: a row each in its ledger, written with the request.</summary>
public sealed class RequestTimeTable(LedgerTable ledger)
{
    private const string Kind = "plan-request-at";

    /// <summary>By time of the commit, for the id of a request may be older than the request.</summary>
    public static OnceKey Row(PlanRequest request) => new(Kind, $"{Key(request.CreatedAt)}:{request.Id}", "", "");

    /// <summary>The times of all requests after that time, in order.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> After(
        AccountId account, DateTimeOffset time, CancellationToken stop)
    {
        var range = new KeyRange($"{LedgerKeys.OnceRow}|{Kind}|{Key(time)}}}", $"{LedgerKeys.OnceRow}|{Kind}}}");
        var times = new List<DateTimeOffset>();
        var rows = ledger.Rows.QueryAsync<TableEntity>(range.Filter(account), null, ["RowKey"], stop);
        await foreach (var row in rows) times.Add(Time(row.RowKey.Split('|', ':')[2]));
        return times;
    }

    public static string Key(DateTimeOffset time) => LedgerKeys.Number(time.UtcTicks);

    public static DateTimeOffset Time(string key) =>
        new(long.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero);
}

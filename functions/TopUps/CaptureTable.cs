using System.Globalization;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;

namespace Billing.TopUps;

/// <summary>A capture that a gateway told us of.</summary>
/// <param name="Day">As the gateway dates it, UTC.</param>
/// <param name="Amount">In the currency that was paid.</param>
public sealed record Capture(
    PayMethod Method, DateOnly Day, string Transaction, Amount Amount, ReferredTopUp Of);

/// <summary>
/// Which captures each day had, across all accounts, to be held against what the gateway settles. A row stands before
/// its top-up is credited, so that none is missing; what became of it, the top-up says.
/// </summary>
public sealed class CaptureTable(TableServiceClient tables)
{
    public const string Name = "captures";

    private const string KeyDay = "yyyyMMdd";

    private readonly TableClient _rows = tables.GetTableClient(Name);

    /// <summary>Noting it again is the same capture.</summary>
    public Task Note(Capture capture, CancellationToken stop) =>
        _rows.UpsertEntityAsync(Write(capture), TableUpdateMode.Replace, stop);

    /// <summary>All captures of a day, in no order that means anything.</summary>
    public IAsyncEnumerable<Capture> Of(PayMethod method, DateOnly day, CancellationToken stop)
    {
        var partition = Partition(method, day);
        return _rows
            .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), null, null, stop)
            .Select(row => Read(method, day, row));
    }

    private static string Partition(PayMethod method, DateOnly day) =>
        $"{method}|{day.ToString(KeyDay, CultureInfo.InvariantCulture)}";

    private static TableEntity Write(Capture capture) =>
        new(Partition(capture.Method, capture.Day), $"{ReferenceKey.Of(capture.Transaction)}|{capture.Of.TopUp}")
        {
            ["transaction"] = capture.Transaction,
            ["amount"] = capture.Amount.ToDecimalString(),
            ["currency"] = capture.Amount.Currency.Code,
            ["account"] = capture.Of.Account.Value,
            ["topUp"] = capture.Of.TopUp.Value,
        };

    private static Capture Read(PayMethod method, DateOnly day, TableEntity row) => new(
        method,
        day,
        row.GetString("transaction"),
        Amount.Parse(row.GetString("amount"), Currency.Parse(row.GetString("currency"))),
        new(AccountId.Parse(row.GetString("account")), TopUpId.Parse(row.GetString("topUp"))));
}

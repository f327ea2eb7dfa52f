using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.Statements;

namespace Billing.Overview;

/// <summary>
/// Months that were added up before: one row a month and account. All of it follows from the ledger and may be thrown
/// away at any time.
/// </summary>
public sealed class MonthSpendTable(TableServiceClient tables)
{
    public const string Name = "monthspend";

    private readonly TableClient _rows = tables.GetTableClient(Name);

    /// <param name="timeZone">The zone in which the month is counted.</param>
    public async Task<MonthSpend?> Find(
        AccountId account, StatementMonth month, string timeZone, Currency currency, CancellationToken stop)
    {
        var found = await _rows.GetEntityIfExistsAsync<TableEntity>(
            LedgerKeys.Partition(account), Row(account, month), cancellationToken: stop);
        return found.HasValue && found.Value!.GetString("timeZone") == timeZone
            ? Read(month, found.Value!, currency)
            : null;
    }

    /// <summary>The last writer stands: each row is true up to the commit that it names.</summary>
    public Task Keep(AccountId account, MonthSpend spend, string timeZone, CancellationToken stop) =>
        _rows.UpsertEntityAsync(
            new TableEntity(LedgerKeys.Partition(account), Row(account, spend.Month))
            {
                ["timeZone"] = timeZone,
                ["commitNo"] = spend.CommitNo,
                ["isFinal"] = spend.IsFinal,
                ["services"] = JsonSerializer.Serialize(spend.Services.Values.Select(Kept.Of)),
            },
            TableUpdateMode.Replace,
            stop);

    private static string Row(AccountId account, StatementMonth month) => $"{month}|{account}";

    private static MonthSpend Read(StatementMonth month, TableEntity row, Currency currency) => new(
        month,
        row.Need<long>("commitNo"),
        row.Need<bool>("isFinal"),
        JsonSerializer.Deserialize<Kept[]>(row.Need<string>("services"))!
            .Select(kept => kept.Read(currency))
            .ToImmutableSortedDictionary(used => used.Service, used => used));

    /// <summary>Sums in ledger units.</summary>
    private sealed record Kept(string Service, long Charges, Int128 Units, Int128 PlanUnits)
    {
        public static Kept Of(UsedCredit used) =>
            new(used.Service.Value, used.Charges, used.Amount.Units, used.Plans.Units);

        public UsedCredit Read(Currency currency) =>
            new(ServiceName.Parse(Service), Charges, new(Units, currency), new(PlanUnits, currency));
    }
}

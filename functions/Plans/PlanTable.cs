using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Plans;

/// <summary>A plan as stored, with the version that a change must name.</summary>
public sealed record StoredPlan(Plan Plan, ETag Version);

/// <summary>
/// Plans are rows of their account's ledger partition, newest first, so that what a plan does to the ledger is one
/// transaction with the plan. This says how such a row looks; whoever decides commits it.
/// </summary>
public sealed class PlanTable(LedgerTable ledger)
{
    /// <summary>Characters of a text column, well below the store's limit.</summary>
    private const int PartLength = 30_000;

    private const int MaxRounds = 8;

    public async Task<StoredPlan?> Find(AccountId account, PlanId id, CancellationToken stop)
    {
        var found = await ledger.Rows.GetEntityIfExistsAsync<TableEntity>(
            LedgerKeys.Partition(account), Key(account, id), cancellationToken: stop);
        return found.HasValue ? new(Read(found.Value!), found.Value!.ETag) : null;
    }

    /// <summary>The plans of an account, the newest first.</summary>
    /// <param name="after">Only plans older than this one.</param>
    public async IAsyncEnumerable<Plan> NewestFirst(
        AccountId account, PlanId? after, [EnumeratorCancellation] CancellationToken stop)
    {
        var all = KeyRange.All(LedgerKeys.PlanRow);
        var start = after is { } last ? Key(account, last) : all.From;
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {LedgerKeys.Partition(account)} and RowKey gt {start} and RowKey lt {all.Until}");
        await foreach (var row in ledger.Rows.QueryAsync<TableEntity>(filter, cancellationToken: stop))
            yield return Read(row);
    }

    /// <summary>No plan holds its customer's words any more: again is the same.</summary>
    /// <returns>How many did.</returns>
    /// <exception cref="LedgerBusyException">They kept changing.</exception>
    public async Task<int> EraseWords(AccountId account, CancellationToken stop)
    {
        var erased = 0;
        for (var round = 1; round <= MaxRounds; round++)
        {
            List<StoredPlan> spoken = [];
            var filter = KeyRange.All(LedgerKeys.PlanRow).Filter(account);
            await foreach (var row in ledger.Rows.QueryAsync<TableEntity>(filter, cancellationToken: stop))
                if (Read(row) is var plan && plan.Wishes.Any(wish => wish.Text != ErasedText.Word))
                    spoken.Add(new(plan, row.ETag));
            if (spoken.Count == 0) return erased;

            foreach (var stored in spoken)
                if (await ledger.WriteBeside([Replace(stored, stored.Plan.WithoutWords())], stop)) erased++;
        }
        throw new LedgerBusyException(account);
    }

    /// <summary>Fails its transaction when the row exists.</summary>
    public static TableTransactionAction Insert(Plan plan) => new(TableTransactionActionType.Add, Write(plan));

    /// <summary>Fails its transaction when the row is no longer what it was.</summary>
    public static TableTransactionAction Replace(StoredPlan stored, Plan plan) =>
        new(TableTransactionActionType.UpdateReplace, Write(plan), stored.Version);

    private static string Key(AccountId account, PlanId id) => LedgerKeys.Plan(account, id.Inverted);

    private static TableEntity Write(Plan plan)
    {
        var json = PlanJson.Write(plan);
        var row = new TableEntity(LedgerKeys.Partition(plan.Account), Key(plan.Account, plan.Id))
        {
            ["status"] = EnumText.Format(plan.Status),
            ["parts"] = (json.Length + PartLength - 1) / PartLength,
        };
        for (var at = 0; at < json.Length; at += PartLength)
            row[Column(at / PartLength)] = json.Substring(at, Math.Min(PartLength, json.Length - at));
        return row;
    }

    private static Plan Read(TableEntity row)
    {
        var parts = Enumerable.Range(0, row.GetInt32("parts")!.Value).Select(number => row.GetString(Column(number)));
        return PlanJson.Read(string.Concat(parts));
    }

    private static string Column(int number) => string.Create(CultureInfo.InvariantCulture, $"plan{number}");
}

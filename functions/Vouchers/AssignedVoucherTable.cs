using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Vouchers;

/// <summary>The codes that were made for accounts, newest first: a partition an account, a row a code.</summary>
public sealed class AssignedVoucherTable(TableServiceClient service)
{
    public const string Name = "assignedvouchers";

    /// <summary>So many codes are looked at when an account lists its vouchers.</summary>
    public const int MaxPerAccount = 50;

    private readonly TableClient _rows = service.GetTableClient(Name);

    /// <summary>Again is the same.</summary>
    public async Task Add(AssignedVoucher assigned, CancellationToken stop)
    {
        try
        {
            await _rows.AddEntityAsync(Write(assigned), stop);
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            // The same request came before.
        }
    }

    public async Task<IReadOnlyList<AssignedVoucher>> List(AccountId account, CancellationToken stop)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {LedgerKeys.Partition(account)}");
        var found = new List<AssignedVoucher>();
        await foreach (var row in _rows.QueryAsync<TableEntity>(filter, MaxPerAccount, null, stop))
        {
            found.Add(Read(account, row));
            if (found.Count == MaxPerAccount) break;
        }
        return found;
    }

    /// <summary>It came to its end; again is the same.</summary>
    public Task Remove(AssignedVoucher assigned, CancellationToken stop) =>
        _rows.DeleteEntityAsync(LedgerKeys.Partition(assigned.Account), Key(assigned), ETag.All, stop);

    private static string Key(AssignedVoucher assigned) =>
        $"{NewestFirst.Invert(assigned.Id.Value)}|{assigned.Account}";

    private static TableEntity Write(AssignedVoucher assigned) =>
        new(LedgerKeys.Partition(assigned.Account), Key(assigned))
        {
            ["Id"] = assigned.Id.Value,
            ["Code"] = assigned.Code.Value,
            ["AssignedAt"] = assigned.AssignedAt,
        };

    private static AssignedVoucher Read(AccountId account, TableEntity row) => new(
        RedemptionId.Parse(row.GetString("Id")), account, VoucherCode.Parse(row.GetString("Code")),
        row.GetDateTimeOffset("AssignedAt")!.Value);
}

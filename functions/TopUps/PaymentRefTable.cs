using Azure;
using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.TopUps;

/// <summary>
/// Which account a gateway's reference belongs to; written before the gateway can know the reference.
/// </summary>
public sealed class PaymentRefTable(TableServiceClient tables)
{
    public const string Name = "paymentrefs";

    private const string Account = "account";

    private readonly TableClient _rows = tables.GetTableClient(Name);

    /// <summary>Adding it again is the same reference.</summary>
    public async Task Add(PayMethod method, TopUpId reference, AccountId account, CancellationToken stop)
    {
        try
        {
            await _rows.AddEntityAsync(
                new TableEntity(Partition(method, reference), Row(reference)) { [Account] = account.Value }, stop);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return;
        }
    }

    /// <summary>Null when we never gave out that reference.</summary>
    public async Task<AccountId?> Find(PayMethod method, TopUpId reference, CancellationToken stop)
    {
        var found = await _rows.GetEntityIfExistsAsync<TableEntity>(
            Partition(method, reference), Row(reference), cancellationToken: stop);
        return found.HasValue ? AccountId.Parse(found.Value!.GetString(Account)) : null;
    }

    private static string Partition(PayMethod method, TopUpId reference) => $"{method}|{reference}";

    private static string Row(TopUpId reference) => $"ref|{reference}";
}

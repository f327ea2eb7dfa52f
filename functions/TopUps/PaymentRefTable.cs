using Azure;
using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.TopUps;

/// <summary>The top-up behind a reference.</summary>
public readonly record struct ReferredTopUp(AccountId Account, TopUpId TopUp);

/// <summary>
/// Which top-up a reference belongs to: ours, written before the gateway can know it, and those that gateways gave us.
/// </summary>
public sealed class PaymentRefTable(TableServiceClient tables)
{
    public const string Name = "paymentrefs";

    private const string Account = "account";
    private const string TopUp = "topUp";

    private readonly TableClient _rows = tables.GetTableClient(Name);

    /// <summary>Adding it again is the same reference; false if it is another top-up's.</summary>
    public async Task<bool> Add(PayMethod method, string reference, ReferredTopUp of, CancellationToken stop)
    {
        var key = ReferenceKey.Of(reference);
        try
        {
            await _rows.AddEntityAsync(
                new TableEntity(Partition(method, key), Row(key))
                {
                    [Account] = of.Account.Value,
                    [TopUp] = of.TopUp.Value,
                },
                stop);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return await Find(method, reference, stop) == of;
        }
    }

    /// <summary>Null when it is no reference that we know.</summary>
    public async Task<ReferredTopUp?> Find(PayMethod method, string reference, CancellationToken stop)
    {
        var key = ReferenceKey.Of(reference);
        var found = await _rows.GetEntityIfExistsAsync<TableEntity>(
            Partition(method, key), Row(key), cancellationToken: stop);
        if (!found.HasValue) return null;

        var row = found.Value!;
        return new(AccountId.Parse(row.GetString(Account)), TopUpId.Parse(row.GetString(TopUp) ?? reference));
    }

    private static string Partition(PayMethod method, string key) => $"{method}|{key}";

    private static string Row(string key) => $"ref|{key}";
}

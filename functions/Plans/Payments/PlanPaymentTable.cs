using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Platform;
using Billing.TopUps;

namespace Billing.Plans.Payments;

/// <summary>
/// Which payment an instalment is being paid with, one for each way to pay: who asks again is given the same one until
/// it can no longer be paid.
/// </summary>
public sealed class PlanPaymentTable(TableServiceClient tables)
{
    public const string Name = "planpayments";

    private const string Payment = "payment";
    private const int MaxAttempts = 8;

    private readonly TableClient _rows = tables.GetTableClient(Name);

    /// <param name="fresh">Taken where there is none, or only one that is spent.</param>
    /// <param name="isSpent">Whether the payment of this id can no longer be paid.</param>
    /// <exception cref="BusyException">Others kept taking it.</exception>
    public async Task<TopUpId> Take(
        AccountId account, PlanPart part, PayMethod method, TopUpId fresh, Func<TopUpId, Task<bool>> isSpent,
        CancellationToken stop)
    {
        var row = new TableEntity($"{account.Bucket}|{account}", Key(account, part, method));
        row[Payment] = fresh.Value;
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var found = await _rows.GetEntityIfExistsAsync<TableEntity>(
                row.PartitionKey, row.RowKey, cancellationToken: stop);
            if (found.HasValue && TopUpId.Parse(found.Value!.GetString(Payment)) is var taken
                && (taken == fresh || !await isSpent(taken)))
                return taken;
            if (await Save(row, found.HasValue ? found.Value!.ETag : null, stop)) return fresh;
        }
        throw new BusyException($"The payment of an instalment of {part.Plan} kept changing.");
    }

    private async Task<bool> Save(TableEntity row, ETag? version, CancellationToken stop)
    {
        try
        {
            if (version is { } known) await _rows.UpdateEntityAsync(row, known, TableUpdateMode.Replace, stop);
            else await _rows.AddEntityAsync(row, stop);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    private static string Key(AccountId account, PlanPart part, PayMethod method) =>
        string.Create(CultureInfo.InvariantCulture, $"{part.Plan}|{part.Instalment}|{method}|{account}");
}

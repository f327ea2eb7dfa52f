using Azure;
using Azure.Data.Tables;

namespace Billing.Vouchers;

/// <summary>Remembers which codes a request drew, so that its repetition issues no others.</summary>
public sealed class CodeBatchTable(TableServiceClient service)
{
    public const string Name = "vouchercodebatches";

    public const int MaxCodes = 1_000;

    private readonly TableClient _rows = service.GetTableClient(Name);

    /// <summary>New codes for a batch that is asked for the first time; the same ones afterwards.</summary>
    public async Task<IReadOnlyList<VoucherCode>> Draw(
        CampaignId campaign, string batch, int count, CancellationToken stop)
    {
        var codes = new HashSet<VoucherCode>();
        while (codes.Count < count) codes.Add(VoucherCode.New());
        var row = new TableEntity(campaign.Value, batch)
        {
            ["Codes"] = string.Join(' ', codes.Select(code => code.Value)),
        };
        try
        {
            await _rows.AddEntityAsync(row, stop);
        }
        catch (RequestFailedException drawn) when (drawn.Status == 409)
        {
            row = await _rows.GetEntityAsync<TableEntity>(campaign.Value, batch, null, stop);
        }
        return [.. row.GetString("Codes").Split(' ').Select(VoucherCode.Parse)];
    }
}

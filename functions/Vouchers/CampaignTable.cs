using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Vouchers;

/// <summary>Voucher campaigns, newest first, in one partition: there are few of them and staff make them.</summary>
public sealed class CampaignTable(TableServiceClient service)
{
    public const string Name = "vouchercampaigns";

    private const string Partition = "campaigns";
    private const int MaxAttempts = 8;

    private readonly TableClient _rows = service.GetTableClient(Name);

    /// <summary>A campaign of that id that stands already is kept: the request came twice.</summary>
    public async Task<VoucherCampaign> Add(VoucherCampaign campaign, CancellationToken stop)
    {
        try
        {
            await _rows.AddEntityAsync(Write(campaign), stop);
            return campaign;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return await Find(campaign.Id, stop) ?? campaign;
        }
    }

    public async Task<VoucherCampaign?> Find(CampaignId id, CancellationToken stop) =>
        await Row(id, stop) is { } row ? Read(row) : null;

    /// <summary>Null when there is no such campaign.</summary>
    /// <exception cref="BusyException">Others kept changing it.</exception>
    public async Task<VoucherCampaign?> Change(
        CampaignId id, Func<VoucherCampaign, VoucherCampaign> change, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await Row(id, stop) is not { } row) return null;
            var campaign = Read(row);
            var changed = change(campaign);
            if (changed == campaign) return campaign;
            try
            {
                await _rows.UpdateEntityAsync(Write(changed), row.ETag, TableUpdateMode.Replace, stop);
                return changed;
            }
            catch (RequestFailedException lost) when (lost.Status == 412)
            {
            }
        }
        throw new BusyException($"The campaign {id} kept changing.");
    }

    /// <param name="after">Only campaigns older than this one.</param>
    public async Task<IReadOnlyList<VoucherCampaign>> List(CampaignId? after, int maxRows, CancellationToken stop)
    {
        var start = after is { } last ? Key(last) : "";
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {start}");
        var found = new List<VoucherCampaign>();
        await foreach (var row in _rows.QueryAsync<TableEntity>(filter, maxRows, cancellationToken: stop))
        {
            found.Add(Read(row));
            if (found.Count == maxRows) break;
        }
        return found;
    }

    private async Task<TableEntity?> Row(CampaignId id, CancellationToken stop)
    {
        var row = await _rows.GetEntityIfExistsAsync<TableEntity>(Partition, Key(id), null, stop);
        return row.HasValue ? row.Value : null;
    }

    private static string Key(CampaignId id) => NewestFirst.Invert(id.Value);

    private static TableEntity Write(VoucherCampaign campaign) => new(Partition, Key(campaign.Id))
    {
        ["Name"] = campaign.Name,
        ["Amount"] = campaign.Amount.ToDecimalString(),
        ["Currency"] = campaign.Amount.Currency.Code,
        ["Services"] = string.Join(',', campaign.Services),
        ["RedeemFrom"] = campaign.Redeem.From,
        ["RedeemUntil"] = campaign.Redeem.Until,
        ["CreditFrom"] = campaign.Credit.From,
        ["CreditUntil"] = campaign.Credit.Until,
        ["ValidDays"] = campaign.ValidDays,
        ["PerAccountLimit"] = campaign.PerAccountLimit,
        ["TotalLimit"] = campaign.TotalLimit,
        ["Countries"] = string.Join(',', campaign.Countries),
        ["NewAccountsOnly"] = campaign.NewAccountsOnly,
        ["CreatedAt"] = campaign.CreatedAt,
        ["RevokedAt"] = campaign.RevokedAt,
        ["Budget"] = campaign.Budget?.ToDecimalString(),
    };

    private static VoucherCampaign Read(TableEntity row) => new(
        CampaignId.Parse(NewestFirst.Invert(row.RowKey)),
        row.GetString("Name"),
        Amount.Parse(row.GetString("Amount"), Currency.Parse(row.GetString("Currency"))),
        List(row, "Services", ServiceName.Parse),
        new(row.GetDateTimeOffset("RedeemFrom"), row.GetDateTimeOffset("RedeemUntil")),
        new(row.GetDateTimeOffset("CreditFrom"), row.GetDateTimeOffset("CreditUntil")),
        row.GetInt32("ValidDays"),
        row.GetInt32("PerAccountLimit")!.Value,
        row.GetInt32("TotalLimit")!.Value,
        List(row, "Countries", BillingCountry.Parse),
        row.GetBoolean("NewAccountsOnly")!.Value,
        row.GetDateTimeOffset("CreatedAt")!.Value,
        row.GetDateTimeOffset("RevokedAt"),
        row.GetString("Budget") is { } budget ? Amount.Parse(budget, Currency.Parse(row.GetString("Currency"))) : null);

    private static ImmutableArray<T> List<T>(TableEntity row, string column, Func<string, T> parse) =>
        [.. row.GetString(column).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(parse)];
}

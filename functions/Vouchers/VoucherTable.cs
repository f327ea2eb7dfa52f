using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.Vouchers;

/// <summary>
/// Codes and their redemptions. The count, the redemption and the note that it is still open change in one transaction,
/// in the code's partition, or, with what is spent of the budget, in that of its campaign. The codes themselves stand
/// in no key.
/// </summary>
public sealed class VoucherTable(TableClient rows)
{
    public const string Name = "vouchers";

    public VoucherTable(TableServiceClient service)
        : this(service.GetTableClient(Name))
    {
    }

    /// <summary>Every partition that a code can be in.</summary>
    public static IEnumerable<string> Buckets { get; } =
        [.. Enumerable.Range(0, 256).Select(n => n.ToString("x2", CultureInfo.InvariantCulture))];

    /// <summary>Null for a code that was never issued.</summary>
    public async Task<FoundVoucher?> Find(VoucherCode code, AccountId account, CancellationToken stop)
    {
        if (await Row(code.Bucket, VoucherKeys.Voucher(code.Digest), stop) is not { } voucher) return null;

        var campaign = CampaignId.Parse(voucher.GetString(Columns.Campaign));
        var isBudgeted = voucher.GetBoolean(Columns.IsBudgeted) ?? false;
        var bucket = isBudgeted ? VoucherKeys.BucketOf(campaign) : code.Bucket;
        var redemption = Row(bucket, VoucherKeys.Redemption(code.Digest, account), stop);
        var count = isBudgeted ? await Kept(bucket, VoucherKeys.Count(code.Digest), stop) : voucher;
        var budget = isBudgeted ? await Budget(bucket, campaign, stop) : null;
        var earlier = await redemption;
        return new(
            code, campaign, count.GetInt32(Columns.Uses) ?? 0, count.ETag,
            earlier is null ? null : RedemptionRow.Read(earlier), earlier?.ETag ?? default,
            voucher.GetString(Columns.Account) is { } owner ? AccountId.Parse(owner) : null, budget);
    }

    /// <summary>What the campaign's redemptions have taken of its budget, in ledger units; 0 before the first
    /// code.</summary>
    public async Task<long> Spent(CampaignId campaign, CancellationToken stop) =>
        (await Row(VoucherKeys.BucketOf(campaign), VoucherKeys.Budget(campaign), stop))?.GetInt64(Columns.Spent) ?? 0;

    /// <summary>Makes a code redeemable; false if it was issued before on other terms.</summary>
    /// <param name="assignedTo">The one account that may redeem it; null for whoever has it.</param>
    public async Task<bool> Issue(
        VoucherCode code, VoucherCampaign campaign, AccountId? assignedTo, CancellationToken stop)
    {
        if (campaign.Budget is not null) await CountInCampaign(code, campaign.Id, stop);
        var (key, owner) = (VoucherKeys.Voucher(code.Digest), assignedTo?.Value);
        var row = new TableEntity(code.Bucket, key)
        {
            [Columns.Campaign] = campaign.Id.Value,
            [Columns.Uses] = 0,
            [Columns.IsBudgeted] = campaign.Budget is not null,
            [Columns.Account] = owner,
        };
        if (await Add(row, stop)) return true;

        var issued = await Kept(code.Bucket, key, stop);
        return issued.GetString(Columns.Campaign) == campaign.Id.Value && issued.GetString(Columns.Account) == owner;
    }

    /// <summary>
    /// Counts the use and writes the redemption down as owed; null if the code or the redemption changed meanwhile.
    /// </summary>
    public async Task<OpenRedemption?> Reserve(FoundVoucher found, Redemption redemption, CancellationToken stop)
    {
        var (digest, budget) = (found.Code.Digest, found.Budget);
        var bucket = budget?.Bucket ?? found.Code.Bucket;
        var countKey = budget is null ? VoucherKeys.Voucher(digest) : VoucherKeys.Count(digest);
        var count = new TableEntity(bucket, countKey) { [Columns.Uses] = found.Uses + 1 };
        var written = RedemptionRow.Write(redemption, bucket, VoucherKeys.Redemption(digest, redemption.Account));
        var openKey = VoucherKeys.Open(digest, redemption.Account);
        var open = new TableEntity(bucket, openKey) { [Columns.At] = redemption.At };
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.UpdateMerge, count, found.Version),
            found.Earlier is null
                ? new(TableTransactionActionType.Add, written)
                : new(TableTransactionActionType.UpdateReplace, written, found.EarlierVersion),
            new(TableTransactionActionType.Add, open),
        ];
        if (budget is not null) actions.Add(Spend(budget, redemption));
        try
        {
            var answers = await rows.SubmitTransactionAsync(actions, stop);
            return new(bucket, digest, redemption, answers.Value[1].Headers.ETag ?? default);
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            return null;
        }
    }

    /// <summary>
    /// Closes a redemption whose credit stands in the ledger; no effect when somebody else has closed it.
    /// </summary>
    public async Task Close(OpenRedemption open, CancellationToken stop)
    {
        var (bucket, account) = (open.Bucket, open.Redemption.Account);
        var granted = open.Redemption with { Stage = RedemptionStage.Granted };
        var row = RedemptionRow.Write(granted, bucket, VoucherKeys.Redemption(open.Digest, account));
        try
        {
            await rows.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.UpdateReplace, row, open.Version),
                new(
                    TableTransactionActionType.Delete,
                    new TableEntity(bucket, VoucherKeys.Open(open.Digest, account)),
                    ETag.All),
            ],
            stop);
        }
        catch (RequestFailedException done) when (done.Status is 404 or 412)
        {
        }
    }

    /// <summary>
    /// Redemptions of one partition that were counted before this moment and are not closed, at most so many.
    /// </summary>
    public async Task<IReadOnlyList<OpenRedemption>> FindOpen(
        string bucket, DateTimeOffset countedBefore, int maxRows, CancellationToken stop)
    {
        var (start, end) = (VoucherKeys.OpenStart, VoucherKeys.OpenEnd);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {bucket} and RowKey ge {start} and RowKey lt {end} and At lt {countedBefore}");
        var found = new List<OpenRedemption>();
        await foreach (var note in rows.QueryAsync<TableEntity>(filter, maxRows, cancellationToken: stop))
        {
            var (digest, key) = VoucherKeys.RedemptionOf(note.RowKey);
            if (await Row(bucket, key, stop) is { } row)
                found.Add(new(bucket, digest, RedemptionRow.Read(row), row.ETag));
            if (found.Count == maxRows) break;
        }
        return found;
    }

    /// <summary>What a code of a campaign with a budget is counted by, beside that budget.</summary>
    private async Task CountInCampaign(VoucherCode code, CampaignId campaign, CancellationToken stop)
    {
        var bucket = VoucherKeys.BucketOf(campaign);
        await Add(new(bucket, VoucherKeys.Budget(campaign)) { [Columns.Spent] = 0L }, stop);
        await Add(new(bucket, VoucherKeys.Count(code.Digest)) { [Columns.Uses] = 0 }, stop);
    }

    private static TableTransactionAction Spend(FoundBudget budget, Redemption redemption)
    {
        var (key, spent) = (VoucherKeys.Budget(redemption.Campaign), budget.SpentUnits + redemption.Amount.Units);
        var row = new TableEntity(budget.Bucket, key) { [Columns.Spent] = spent };
        return new(TableTransactionActionType.UpdateMerge, row, budget.Version);
    }

    private async Task<FoundBudget> Budget(string bucket, CampaignId campaign, CancellationToken stop)
    {
        var row = await Kept(bucket, VoucherKeys.Budget(campaign), stop);
        return new(bucket, row.GetInt64(Columns.Spent)!.Value, row.ETag);
    }

    /// <summary>False when it is there already.</summary>
    private async Task<bool> Add(TableEntity row, CancellationToken stop)
    {
        try
        {
            await rows.AddEntityAsync(row, stop);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return false;
        }
    }

    private async Task<TableEntity> Kept(string bucket, string key, CancellationToken stop) =>
        await rows.GetEntityAsync<TableEntity>(bucket, key, null, stop);

    private async Task<TableEntity?> Row(string bucket, string key, CancellationToken stop)
    {
        var row = await rows.GetEntityIfExistsAsync<TableEntity>(bucket, key, null, stop);
        return row.HasValue ? row.Value : null;
    }

    private static class Columns
    {
        public const string Account = "Account";
        public const string Campaign = "Campaign";
        public const string IsBudgeted = "IsBudgeted";
        public const string Uses = "Uses";
        public const string Spent = "Spent";
        public const string At = "At";
    }
}

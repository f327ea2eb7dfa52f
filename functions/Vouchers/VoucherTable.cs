using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.Vouchers;

/// <summary>
/// A code as it stands, with the account's latest redemption of it, and the versions that a change is held against.
/// </summary>
public sealed record FoundVoucher(
    VoucherCode Code, CampaignId Campaign, int Uses, ETag Version, Redemption? Earlier, ETag EarlierVersion);

/// <summary>A redemption on its way: counted, in its code's partition, at this version of its row.</summary>
public sealed record OpenRedemption(string Digest, Redemption Redemption, ETag Version);

/// <summary>
/// Codes and their redemptions. A code's partition is the first two digits of its digest: the count, the redemption and
/// the note that it is still open change in one transaction. The codes themselves stand in no key.
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
        var voucherRow = rows.GetEntityIfExistsAsync<TableEntity>(code.Bucket, Keys.Voucher(code.Digest), null, stop);
        var redemptionRow = await Row(Keys.Redemption(code.Digest, account), stop);
        var voucher = await voucherRow;
        if (!voucher.HasValue) return null;

        return new(
            code,
            CampaignId.Parse(voucher.Value!.GetString(Columns.Campaign)),
            voucher.Value.GetInt32(Columns.Uses) ?? 0,
            voucher.Value.ETag,
            redemptionRow is null ? null : RedemptionRow.Read(redemptionRow),
            redemptionRow?.ETag ?? default);
    }

    /// <summary>Makes a code redeemable; the campaign that it already belongs to if it was issued before.</summary>
    public async Task<CampaignId> Issue(VoucherCode code, CampaignId campaign, CancellationToken stop)
    {
        var row = new TableEntity(code.Bucket, Keys.Voucher(code.Digest))
        {
            [Columns.Campaign] = campaign.Value,
            [Columns.Uses] = 0,
        };
        try
        {
            await rows.AddEntityAsync(row, stop);
            return campaign;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            var issued = await Row(Keys.Voucher(code.Digest), stop);
            return CampaignId.Parse(issued!.GetString(Columns.Campaign));
        }
    }

    /// <summary>
    /// Counts the use and writes the redemption down as owed; null if the code or the redemption changed meanwhile.
    /// </summary>
    public async Task<OpenRedemption?> Reserve(FoundVoucher found, Redemption redemption, CancellationToken stop)
    {
        var digest = found.Code.Digest;
        var counted = new TableEntity(found.Code.Bucket, Keys.Voucher(digest))
        {
            [Columns.Campaign] = found.Campaign.Value,
            [Columns.Uses] = found.Uses + 1,
        };
        var written = RedemptionRow.Write(redemption, found.Code.Bucket, Keys.Redemption(digest, redemption.Account));
        var open = new TableEntity(found.Code.Bucket, Keys.Open(digest, redemption.Account))
        {
            [Columns.At] = redemption.At,
        };
        try
        {
            var answers = await rows.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.UpdateReplace, counted, found.Version),
                found.Earlier is null
                    ? new(TableTransactionActionType.Add, written)
                    : new(TableTransactionActionType.UpdateReplace, written, found.EarlierVersion),
                new(TableTransactionActionType.Add, open),
            ],
            stop);
            return new(digest, redemption, answers.Value[1].Headers.ETag ?? default);
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
        var (bucket, account) = (open.Digest[..2], open.Redemption.Account);
        var granted = open.Redemption with { Stage = RedemptionStage.Granted };
        var row = RedemptionRow.Write(granted, bucket, Keys.Redemption(open.Digest, account));
        try
        {
            await rows.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.UpdateReplace, row, open.Version),
                new(
                    TableTransactionActionType.Delete,
                    new TableEntity(bucket, Keys.Open(open.Digest, account)),
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
        var (start, end) = (Keys.OpenStart, Keys.OpenEnd);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {bucket} and RowKey ge {start} and RowKey lt {end} and At lt {countedBefore}");
        var found = new List<OpenRedemption>();
        await foreach (var note in rows.QueryAsync<TableEntity>(filter, maxRows, cancellationToken: stop))
        {
            var (digest, key) = Keys.RedemptionOf(note.RowKey);
            if (await Row(key, stop) is { } row) found.Add(new(digest, RedemptionRow.Read(row), row.ETag));
            if (found.Count == maxRows) break;
        }
        return found;
    }

    private async Task<TableEntity?> Row(string key, CancellationToken stop)
    {
        var row = await rows.GetEntityIfExistsAsync<TableEntity>(Keys.BucketOf(key), key, null, stop);
        return row.HasValue ? row.Value : null;
    }

    private static class Columns
    {
        public const string Campaign = "Campaign";
        public const string Uses = "Uses";
        public const string At = "At";
    }

    private static class Keys
    {
        public const string OpenStart = "O|";
        public const string OpenEnd = "O}";

        public static string Voucher(string digest) => $"V|{digest}";

        public static string Redemption(string digest, AccountId account) => $"D|{digest}|{account}";

        public static string Open(string digest, AccountId account) => $"O|{digest}|{account}";

        public static string BucketOf(string key) => key[2..4];

        public static (string Digest, string Key) RedemptionOf(string openKey) =>
            (openKey.Split('|')[1], $"D{openKey[1..]}");
    }
}

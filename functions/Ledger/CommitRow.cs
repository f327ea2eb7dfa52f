using System.Collections.Immutable;
using System.Security.Cryptography;
using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>The commit row: what one commit did, chained to the commit before.</summary>
internal static class CommitRow
{
    private const string CommitNo = "CommitNo";
    private const string CommitId = "CommitId";
    private const string Time = "Time";
    private const string Previous = "Previous";
    private const string Chain = "Chain";
    private const string Content = "Content";

    public static TableEntity Write(CommitContent content, byte[] encoded, ImmutableArray<byte> previous, byte[] chain)
    {
        var key = LedgerKeys.Commit(content.Account, content.CommitNo);
        var row = new TableEntity(LedgerKeys.Partition(content.Account), key)
        {
            [CommitNo] = content.CommitNo,
            [CommitId] = IdOf(chain),
            [Time] = content.Time.UtcTicks,
            [Previous] = previous.ToArray(),
            [Chain] = chain,
        };
        row.PutBytes(Content, encoded);
        return row;
    }

    public static List<string> TimeColumns { get; } = ["RowKey", Time];

    public static List<string> ContentColumns { get; } = ["RowKey", .. RowColumns.Chunks(Content)];

    public static CommitContent Read(AccountId account, TableEntity row) =>
        CommitContent.Decode(account, ReadContent(row));

    public static DateTimeOffset ReadTime(TableEntity row) => row.NeedTime(Time);

    public static byte[] ReadContent(TableEntity row) => row.TakeBytes(Content);

    public static byte[] ReadPrevious(TableEntity row) => row.Need<byte[]>(Previous);

    public static byte[] ReadChain(TableEntity row) => row.Need<byte[]>(Chain);

    public static string ReadId(TableEntity row) => row.Need<string>(CommitId);

    /// <summary>The link: SHA-256 over the previous link and the content.</summary>
    public static byte[] Link(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> content) =>
        SHA256.HashData([.. previous, .. content]);

    public static string IdOf(ReadOnlySpan<byte> chain) => Convert.ToHexStringLower(chain[..16]);
}

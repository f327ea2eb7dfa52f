using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>The head row: one an account, replaced by every commit if nobody else replaced it.</summary>
internal static class HeadRow
{
    private const string Seq = "Seq";
    private const string CommitNo = "CommitNo";
    private const string CommitId = "CommitId";
    private const string Chain = "Chain";
    private const string Time = "Time";
    private const string CurrencyCode = "Currency";
    private const string State = "State";

    public static List<string> Columns { get; } =
        [Seq, CommitNo, CommitId, Chain, Time, CurrencyCode, .. RowColumns.Chunks(State)];

    public static TableEntity Write(AccountHead head)
    {
        var row = new TableEntity(LedgerKeys.Partition(head.Account), LedgerKeys.Head(head.Account))
        {
            [Seq] = head.Seq,
            [CommitNo] = head.CommitNo,
            [CommitId] = head.CommitId,
            [Chain] = head.Chain.ToArray(),
            [CurrencyCode] = head.State.Currency?.Code ?? "",
        };
        if (head.Time is { } time) row[Time] = time.UtcTicks;
        row.PutBytes(State, StateCodec.Encode(head.State));
        return row;
    }

    /// <summary>Empty where the row has none.</summary>
    public static byte[] ReadChain(TableEntity row) =>
        row.TryGetValue(Chain, out var value) && value is byte[] chain ? chain : [];

    public static AccountHead Read(AccountId account, TableEntity row) => new(
        account,
        StateCodec.Decode(row.TakeBytes(State)),
        row.Need<long>(Seq),
        row.Need<long>(CommitNo),
        row.Need<string>(CommitId),
        [.. row.Need<byte[]>(Chain)],
        row.TryGetInt64(Time) is null ? null : row.NeedTime(Time),
        row.ETag.ToString());
}

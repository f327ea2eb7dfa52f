using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>The movement row: the fact and its postings as JSON, and columns to skip it by.</summary>
internal static class MovementRow
{
    private const string CommitNo = "CommitNo";
    private const string Kind = "Kind";
    private const string Time = "Time";
    private const string Body = "Body";

    /// <summary>The condition of rows that give a cover its terms.</summary>
    public static string OfCovers { get; } =
        $"({Kind} eq '{MovementJson.CoverActivated}' or {Kind} eq '{MovementJson.CoverChanged}')";

    public static TableEntity Write(AccountId account, Movement movement) =>
        new TableEntity(LedgerKeys.Partition(account), LedgerKeys.Movement(account, movement.Day, movement.Seq))
        {
            [CommitNo] = movement.CommitNo,
            [Kind] = MovementJson.Kind(movement.Fact),
            [Time] = movement.Time.UtcTicks,
            [Body] = MovementJson.Write(movement.Fact, movement.Postings),
        }.Sealed();

    /// <summary>All that says when movements were.</summary>
    public static List<string> TimeColumns { get; } = ["RowKey", Time];

    public static DateTimeOffset ReadTime(TableEntity row) => row.NeedTime(Time);

    /// <summary>Told without reading the body.</summary>
    public static bool IsReversal(TableEntity row) =>
        row.TryGetValue(Kind, out var kind) && kind is MovementJson.UsageReversed;

    public static Movement Read(TableEntity row)
    {
        var (_, seq) = SegmentRow.Key(row);
        var (fact, postings) = MovementJson.Read(row.Need<string>(Body));
        return new(seq, row.Need<long>(CommitNo), row.NeedTime(Time), fact, postings);
    }
}
